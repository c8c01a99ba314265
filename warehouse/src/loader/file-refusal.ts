/** Why a file as a whole is not loaded, for people: names what is wrong and the remedy. Nothing of the file stays. */
export class FileRefusal extends Error {
  override readonly name: string = 'FileRefusal';
}

/** A file that can be read but has no rows: a fault of a delivery, and nothing new where an interface was asked. */
export class EmptyFile extends FileRefusal {
  override readonly name = 'EmptyFile';
}
