import { Random } from '../random';
import { type Person } from '../households/household';

const firstNames = {
  female: [
    ...['María', 'Carmen', 'Ana', 'Laura', 'Isabel', 'Cristina', 'Marta', 'Lucía', 'Pilar', 'Elena', 'Rosario', 'Sara'],
    ...[
      'Paula',
      'Raquel',
      'Mercedes',
      'Beatriz',
      'Nuria',
      'Silvia',
      'Julia',
      'Rocío',
      'Alba',
      'Teresa',
      'Irene',
      'Inés',
    ],
  ],
  male: [
    ...['Antonio', 'Manuel', 'José', 'Francisco', 'David', 'Juan', 'Javier', 'Daniel', 'Carlos', 'Jesús', 'Alejandro'],
    ...[
      'Miguel',
      'Rafael',
      'Pedro',
      'Pablo',
      'Ángel',
      'Sergio',
      'Fernando',
      'Jorge',
      'Luis',
      'Alberto',
      'Diego',
      'Adrián',
    ],
  ],
};
const familyNames = [
  ...[
    'García',
    'Rodríguez',
    'González',
    'Fernández',
    'López',
    'Martínez',
    'Sánchez',
    'Pérez',
    'Gómez',
    'Martín',
    'Ruiz',
  ],
  ...[
    'Jiménez',
    'Hernández',
    'Díaz',
    'Moreno',
    'Álvarez',
    'Muñoz',
    'Romero',
    'Alonso',
    'Gutiérrez',
    'Navarro',
    'Torres',
  ],
  ...['Domínguez', 'Vázquez', 'Ramos', 'Gil', 'Ramírez', 'Serrano', 'Blanco', 'Molina', 'Morales', 'Suárez', 'Ortega'],
  ...[
    'Delgado',
    'Castro',
    'Ortiz',
    'Rubio',
    'Marín',
    'Sanz',
    'Núñez',
    'Iglesias',
    'Medina',
    'Garrido',
    'Cortés',
    'Castillo',
  ],
];
const mailDomains = ['example.com', 'example.org', 'example.net'];
const streams = { identity: 71 };

export interface Identity {
  fullName: string;
  /** Undefined: none known */
  phone: string | undefined;
  email: string | undefined;
  hasConsent: boolean;
}

/** Who somebody is in person, made up. Numbers begin with 4 as none in Spain does, mail goes to domains that are reserved for examples. */
export function makeIdentity({ code, sex, segment }: Person, seed: number): Identity {
  const nr = Number(code.slice(1));
  const random = new Random(seed, streams.identity, nr);
  const first = random.pick(firstNames[sex]);
  const family = random.pick(familyNames);
  const mail = `${toAscii(first)}.${toAscii(family)}.${nr}@${random.pick(mailDomains)}`;
  return {
    fullName: `${first} ${family} ${random.pick(familyNames)}`,
    phone: random.chance(0.96)
      ? `+34 4${String(nr + 10_000_000)
          .padStart(8, '0')
          .slice(-8)}`
      : undefined,
    email: random.chance(segment === 'senior' ? 0.55 : 0.9) ? mail : undefined,
    hasConsent: random.chance(0.7),
  };
}

function toAscii(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
