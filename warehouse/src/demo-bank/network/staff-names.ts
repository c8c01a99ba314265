const firstNames = [
  ...['Lucía', 'Antonio', 'Carmen', 'Javier', 'Marta', 'Sergio', 'Elena', 'Pablo', 'Rosa', 'Diego', 'Ana', 'Miguel'],
  ...['Isabel', 'Raúl', 'Nuria', 'Andrés', 'Pilar', 'Óscar', 'Teresa', 'Iván', 'Sofía', 'Jorge', 'Alba', 'Tomás'],
];
const familyNames = [
  ...['García', 'Fernández', 'López', 'Martín', 'Ruiz', 'Vega', 'Navarro', 'Romero', 'Ortega', 'Molina', 'Castro'],
  ...['Serrano', 'Blanco', 'Prieto', 'Vidal', 'Rubio', 'Marín', 'Iglesias', 'Núñez', 'Medina', 'Garrido', 'Cano'],
  ...['Herrera', 'Peña', 'Campos', 'Fuentes', 'León', 'Cabrera', 'Gallego', 'Reyes', 'Soto', 'Ibáñez', 'Lozano'],
  ...['Pastor', 'Crespo', 'Vargas', 'Sáez'],
];

/** A made-up name; those of the first 888 people all differ, and neighbours share neither part. */
export function nameStaff(index: number): string {
  return `${firstNames[index % firstNames.length]} ${familyNames[index % familyNames.length]}`;
}
