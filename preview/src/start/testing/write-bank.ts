import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const header = '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"';

const files = {
  'district.asc': [
    'A1;A2;A3;A4;A5;A6;A7;A8;A9;A10;A11;A12;A13;A14;A15;A16',
    '1;"First";"Upper";1000;0;0;0;1;1;100.0;12541;0.29;0.43;167;100;90',
    '2;"Second";"Lower";900;80;26;6;2;5;46.7;8507;1.67;1.85;132;50;60',
    '3;"Third";"Lower";800;55;26;4;1;5;41.7;8980;1.95;2.21;111;40;45',
  ],
  'account.asc': [
    '"account_id";"district_id";"frequency";"date"',
    '1;1;"POPLATEK MESICNE";930101',
    '2;2;"POPLATEK TYDNE";930105',
    '3;3;"POPLATEK MESICNE";930110',
  ],
  'client.asc': ['"client_id";"birth_number";"district_id"', '1;"706213";1', '2;"450204";2', '3;"406009";1'],
  'disp.asc': ['"disp_id";"client_id";"account_id";"type"', '1;1;1;"OWNER"', '2;2;2;"OWNER"', '3;3;3;"OWNER"'],
  'order.asc': [
    '"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"',
    '1;1;"YZ";"87144583";100.00;"SIPO"',
  ],
  'loan.asc': [
    '"loan_id";"account_id";"date";"amount";"duration";"payments";"status"',
    '1;1;930201;1200;12;100.00;"C"',
  ],
  'card.asc': ['"card_id";"disp_id";"type";"issued"', '1;2;"classic";930215 00:00:00'],
  // Two rows of account 1 on 15 January stand in an order in which the later one is not the day's last.
  'trans_1993-01_1993-02.asc': [
    header,
    '1;1;930101;"PRIJEM";"VKLAD";1000.00;1000.00;"";;',
    '2;2;930105;"PRIJEM";"VKLAD";300.00;300.00;"";;',
    '3;3;930110;"PRIJEM";"VKLAD";2000.00;2000.00;"";;',
    '5;1;930115;"VYDAJ";"VYBER";200.00;1100.00;"";;',
    '4;1;930115;"PRIJEM";"VKLAD";300.00;1300.00;"";;',
    '6;1;930201;"PRIJEM";"PREVOD Z UCTU";500.00;1600.00;"";"AB";12345678',
    '7;2;930220;"VYBER";"VYBER";100.00;200.00;" ";;',
    '8;3;930228;"PRIJEM";"";50.00;2050.00;"UROK";;',
  ],
};

/** Writes a made-up bank of three outlets in two regions, in the format of PKDD'99. */
export function writeBank(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), `${lines.join('\r\n')}\r\n`);
  }
}

/** Writes the transactions of a further month. */
export function writeMarch(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const lines = [
    header,
    '9;2;930310;"PRIJEM";"VKLAD";1000.00;1200.00;"";;',
    '10;3;930331;"VYDAJ";"VYBER";50.00;2000.00;"";;',
  ];
  writeFileSync(path.join(folder, 'trans_1993-03.asc'), `${lines.join('\r\n')}\r\n`);
}
