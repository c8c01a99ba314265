import { type DemoOutlet, isNational } from '../network/build-network';
import { itemAt } from '../random';

type Trade = readonly [name: string, industry: string];

const trades: readonly Trade[] = [
  ['Talleres', 'manufacturing'],
  ['Conservas', 'food'],
  ['Clínica', 'health'],
  ['Transportes', 'transport'],
  ['Hoteles', 'hospitality'],
  ['Colegio', 'education'],
  ['Cerámicas', 'manufacturing'],
  ['Bodegas', 'food'],
  ['Construcciones', 'construction'],
  ['Supermercados', 'retail'],
  ['Sistemas', 'technology'],
  ['Residencia', 'health'],
  ['Autobuses', 'transport'],
  ['Muebles', 'retail'],
  ['Restauración', 'hospitality'],
];
const words = [
  ...['Valdemora', 'Peñaclara', 'Mirasoto', 'Ribalta', 'Montecelo', 'Arroyuelo', 'Olivarte', 'Fuentelsol', 'Altamura'],
  ...['Brezales', 'Cantalobo', 'Duramar', 'Encinarejo', 'Faroviejo', 'Granadilla', 'Herbosa', 'Islarena', 'Jarales'],
  ...['Lagunilla', 'Marisma', 'Nogaledo', 'Oroviento', 'Pinarmar', 'Robledal', 'Salinera', 'Torrealba', 'Umbrías'],
  ...['Vegarreal', 'Zarzuelo', 'Azahara', 'Bellavega', 'Corvera'],
];
const nationalTrades: readonly Trade[] = [
  ['Grupo', 'retail'],
  ['Red', 'transport'],
  ['Instituto', 'public'],
  ['Energías', 'energy'],
];

export interface NamedEmployer {
  code: string;
  name: string;
  account: string;
  bank: string;
  industry: string;
  /** Undefined: all over the country */
  province: string | undefined;
}

/** Every employer of the bank's salaries once, with a made-up name. */
export function listEmployers(outlets: readonly DemoOutlet[]): NamedEmployer[] {
  const found = new Map<string, NamedEmployer>();
  for (const { employers, province } of outlets) {
    for (const { account, bank } of employers) {
      if (!found.has(account)) {
        const index = found.size;
        const [trade, industry] = pickOne(isNational(account) ? nationalTrades : trades, index);
        found.set(account, {
          code: `E${account.replace(/\D/g, '')}`,
          name: `${trade} ${pickOne(words, index)}${index < trades.length * words.length ? '' : ` ${index}`}`,
          account,
          bank,
          industry,
          province: isNational(account) ? undefined : province,
        });
      }
    }
  }
  return [...found.values()];
}

function pickOne<Item>(items: readonly Item[], index: number): Item {
  return itemAt(items, index % items.length);
}
