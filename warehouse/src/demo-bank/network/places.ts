/** Where an outlet stands. Coordinates are those of the town or quarter, in degrees. */
export interface Place {
  /** Region of the bank */
  region: string;
  /** Opaque: some outlets changed their region and kept their code */
  code: string;
  name: string;
  city: string;
  /** Two-digit code of the province, as the national statistics office numbers it */
  province: string;
  latitude: number;
  longitude: number;
  setting: 'urban' | 'town' | 'rural';
}

type Row = [
  code: string,
  name: string,
  city: string,
  province: string,
  latitude: number,
  longitude: number,
  setting: Place['setting'],
];

export const regions: ReadonlyArray<{ code: string; name: string }> = [
  { code: 'R01', name: 'Madrid' },
  { code: 'R02', name: 'Cataluña' },
  { code: 'R03', name: 'Levante' },
  { code: 'R04', name: 'Andalucía' },
  { code: 'R05', name: 'Norte' },
  { code: 'R06', name: 'Noroeste' },
  { code: 'R07', name: 'Castilla' },
  { code: 'R08', name: 'Islas' },
];

const rows: Record<string, Row[]> = {
  R01: [
    ['B0101', 'Madrid Centro', 'Madrid', '28', 40.4168, -3.7038, 'urban'],
    ['B0102', 'Madrid Salamanca', 'Madrid', '28', 40.4297, -3.6797, 'urban'],
    ['B0103', 'Madrid Chamberí', 'Madrid', '28', 40.4347, -3.7037, 'urban'],
    ['B0104', 'Madrid Chamartín', 'Madrid', '28', 40.4615, -3.6766, 'urban'],
    ['B0105', 'Madrid Vallecas', 'Madrid', '28', 40.3795, -3.6213, 'urban'],
    ['B0106', 'Madrid Carabanchel', 'Madrid', '28', 40.3838, -3.7443, 'urban'],
    ['B0107', 'Alcalá de Henares', 'Alcalá de Henares', '28', 40.482, -3.3635, 'town'],
    ['B0108', 'Getafe', 'Getafe', '28', 40.3057, -3.7329, 'town'],
    ['B0702', 'Aranjuez', 'Aranjuez', '28', 40.0313, -3.6027, 'town'],
    ['B0110', 'Chinchón', 'Chinchón', '28', 40.1402, -3.4226, 'rural'],
  ],
  R02: [
    ['B0201', 'Barcelona Eixample', 'Barcelona', '08', 41.3888, 2.1622, 'urban'],
    ['B0202', 'Barcelona Gràcia', 'Barcelona', '08', 41.4027, 2.1566, 'urban'],
    ['B0203', 'Barcelona Sants', 'Barcelona', '08', 41.3753, 2.136, 'urban'],
    ['B0204', "L'Hospitalet", "L'Hospitalet de Llobregat", '08', 41.3597, 2.1003, 'urban'],
    ['B0205', 'Badalona', 'Badalona', '08', 41.45, 2.2474, 'urban'],
    ['B0206', 'Girona', 'Girona', '17', 41.9794, 2.8214, 'town'],
    ['B0302', 'Tarragona', 'Tarragona', '43', 41.1189, 1.2445, 'town'],
    ['B0208', 'Lleida', 'Lleida', '25', 41.6176, 0.62, 'town'],
    ['B0209', 'Vic', 'Vic', '08', 41.9302, 2.2548, 'town'],
    ['B0210', "La Seu d'Urgell", "La Seu d'Urgell", '25', 42.3576, 1.456, 'rural'],
  ],
  R03: [
    ['B0301', 'València Centre', 'València', '46', 39.4699, -0.3763, 'urban'],
    ['B0207', 'València Russafa', 'València', '46', 39.4616, -0.3734, 'urban'],
    ['B0303', 'Alicante', 'Alicante', '03', 38.3452, -0.481, 'urban'],
    ['B0304', 'Murcia', 'Murcia', '30', 37.9922, -1.1307, 'urban'],
    ['B0305', 'Castelló', 'Castelló de la Plana', '12', 39.9864, -0.0513, 'town'],
    ['B0306', 'Elche', 'Elche', '03', 38.2669, -0.6984, 'town'],
    ['B0307', 'Cartagena', 'Cartagena', '30', 37.6057, -0.9913, 'town'],
    ['B0308', 'Morella', 'Morella', '12', 40.6198, -0.0989, 'rural'],
  ],
  R04: [
    ['B0401', 'Sevilla Centro', 'Sevilla', '41', 37.3891, -5.9845, 'urban'],
    ['B0402', 'Sevilla Triana', 'Sevilla', '41', 37.3841, -6.0065, 'urban'],
    ['B0403', 'Málaga', 'Málaga', '29', 36.7213, -4.4214, 'urban'],
    ['B0404', 'Córdoba', 'Córdoba', '14', 37.8882, -4.7794, 'urban'],
    ['B0405', 'Granada', 'Granada', '18', 37.1773, -3.5986, 'urban'],
    ['B0406', 'Cádiz', 'Cádiz', '11', 36.5271, -6.2886, 'town'],
    ['B0407', 'Jaén', 'Jaén', '23', 37.7796, -3.7849, 'town'],
    ['B0408', 'Huelva', 'Huelva', '21', 37.2614, -6.9447, 'town'],
    ['B0409', 'Almería', 'Almería', '04', 36.834, -2.4637, 'town'],
    ['B0410', 'Cazorla', 'Cazorla', '23', 37.9106, -3.0035, 'rural'],
  ],
  R05: [
    ['B0501', 'Bilbao', 'Bilbao', '48', 43.263, -2.935, 'urban'],
    ['B0502', 'Donostia', 'Donostia-San Sebastián', '20', 43.3183, -1.9812, 'urban'],
    ['B0503', 'Pamplona', 'Pamplona', '31', 42.8125, -1.6458, 'urban'],
    ['B0504', 'Santander', 'Santander', '39', 43.4623, -3.81, 'town'],
    ['B0505', 'Logroño', 'Logroño', '26', 42.465, -2.4456, 'town'],
    ['B0506', 'Potes', 'Potes', '39', 43.1537, -4.6236, 'rural'],
  ],
  R06: [
    ['B0601', 'Vigo', 'Vigo', '36', 42.2406, -8.7207, 'urban'],
    ['B0602', 'A Coruña', 'A Coruña', '15', 43.3623, -8.4115, 'urban'],
    ['B0603', 'Oviedo', 'Oviedo', '33', 43.3614, -5.8494, 'urban'],
    ['B0604', 'Gijón', 'Gijón', '33', 43.5322, -5.6611, 'urban'],
    ['B0605', 'Lugo', 'Lugo', '27', 43.0121, -7.5559, 'town'],
    ['B0606', 'Cangas del Narcea', 'Cangas del Narcea', '33', 43.1768, -6.5489, 'rural'],
  ],
  R07: [
    ['B0701', 'Valladolid', 'Valladolid', '47', 41.6523, -4.7245, 'urban'],
    ['B0109', 'Toledo', 'Toledo', '45', 39.8628, -4.0273, 'town'],
    ['B0703', 'Salamanca', 'Salamanca', '37', 40.9701, -5.6635, 'town'],
    ['B0704', 'Albacete', 'Albacete', '02', 38.9943, -1.8585, 'town'],
    ['B0705', 'Soria', 'Soria', '42', 41.7636, -2.4649, 'rural'],
  ],
  R08: [
    ['B0801', 'Palma', 'Palma', '07', 39.5696, 2.6502, 'urban'],
    ['B0802', 'Las Palmas', 'Las Palmas de Gran Canaria', '35', 28.1235, -15.4363, 'urban'],
    ['B0803', 'Santa Cruz de Tenerife', 'Santa Cruz de Tenerife', '38', 28.4636, -16.2518, 'urban'],
    ['B0804', 'Ibiza', 'Eivissa', '07', 38.9067, 1.4206, 'town'],
    ['B0806', 'Arrecife', 'Arrecife', '35', 28.963, -13.5477, 'town'],
  ],
};

/** The outlets of the bank at its usual size. */
export const places: readonly Place[] = Object.entries(rows).flatMap(([region, list]) =>
  list.map(([code, name, city, province, latitude, longitude, setting]) => ({
    region,
    code,
    name,
    city,
    province,
    latitude,
    longitude,
    setting,
  }))
);

/** Provinces with outlets: name, and the autonomous community they belong to. */
export const provinces: Readonly<Record<string, readonly [name: string, community: string]>> = {
  '02': ['Albacete', 'Castilla-La Mancha'],
  '03': ['Alicante', 'Comunitat Valenciana'],
  '04': ['Almería', 'Andalucía'],
  '07': ['Illes Balears', 'Illes Balears'],
  '08': ['Barcelona', 'Cataluña'],
  '11': ['Cádiz', 'Andalucía'],
  '12': ['Castellón', 'Comunitat Valenciana'],
  '14': ['Córdoba', 'Andalucía'],
  '15': ['A Coruña', 'Galicia'],
  '17': ['Girona', 'Cataluña'],
  '18': ['Granada', 'Andalucía'],
  '20': ['Gipuzkoa', 'País Vasco'],
  '21': ['Huelva', 'Andalucía'],
  '23': ['Jaén', 'Andalucía'],
  '25': ['Lleida', 'Cataluña'],
  '26': ['La Rioja', 'La Rioja'],
  '27': ['Lugo', 'Galicia'],
  '28': ['Madrid', 'Comunidad de Madrid'],
  '29': ['Málaga', 'Andalucía'],
  '30': ['Murcia', 'Región de Murcia'],
  '31': ['Navarra', 'Comunidad Foral de Navarra'],
  '33': ['Asturias', 'Principado de Asturias'],
  '35': ['Las Palmas', 'Canarias'],
  '36': ['Pontevedra', 'Galicia'],
  '37': ['Salamanca', 'Castilla y León'],
  '38': ['Santa Cruz de Tenerife', 'Canarias'],
  '39': ['Cantabria', 'Cantabria'],
  '41': ['Sevilla', 'Andalucía'],
  '42': ['Soria', 'Castilla y León'],
  '43': ['Tarragona', 'Cataluña'],
  '45': ['Toledo', 'Castilla-La Mancha'],
  '46': ['Valencia', 'Comunitat Valenciana'],
  '47': ['Valladolid', 'Castilla y León'],
  '48': ['Bizkaia', 'País Vasco'],
};
