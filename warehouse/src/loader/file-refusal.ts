/** Why a file as a whole is not loaded, for people: names what is wrong and the remedy. Nothing of the file stays. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
}
