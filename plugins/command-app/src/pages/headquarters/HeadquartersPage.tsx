export function HeadquartersPage() {
  return null;
}
