import { BankFileError } from './bank-file-error';
import { createSchemaCheck } from './check-schema';
import { suggestName } from './suggest-name';
import { formatPath, parseYamlText, readYamlFile } from './yaml-file';

const text = `name: North
parts:
  - size: 1
    colour: red
  - size: large
    Odd Name: x
`;

describe('parseYamlText', () => {
  const yaml = parseYamlText('parts.yml', text);

  it.each<[Array<string | number>, number]>([
    [['name'], 1],
    [['parts'], 2],
    [['parts', 1], 5],
    [['parts', 0, 'colour'], 4],
    [['parts', 1, 'Odd Name'], 6],
    [['parts', 1, 'missing'], 5],
    [[], 1],
  ])('knows the line of %j', (path, line) => {
    expect(yaml.lineOf(path)).toBe(line);
  });

  it('writes paths as people do', () => {
    expect(formatPath(['parts', 1, 'Odd Name'])).toBe('parts[1]["Odd Name"]');
  });

  it.each([
    ['a: 1\na: 2', /parts\.yml:2: is not valid YAML: Map keys must be unique/],
    ['a: [1', /parts\.yml:1: is not valid YAML.*Remedy/],
    ['# nothing', /is empty/],
  ])('refuses %j', (broken, message) => {
    expect(() => parseYamlText('parts.yml', broken)).toThrow(message);
  });

  it('says that a file does not exist', () => {
    expect(() => readYamlFile('/nowhere/a.yml')).toThrow(/a\.yml:1: does not exist\. Remedy/);
  });
});

describe('createSchemaCheck', () => {
  const check = createSchemaCheck<{ name: string; parts: Array<{ size: number; colour?: string }> }>({
    type: 'object',
    additionalProperties: false,
    required: ['name', 'parts', 'owner'],
    properties: {
      name: { type: 'string' },
      owner: { type: 'string', description: 'who keeps it' },
      parts: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          properties: { size: { type: 'integer', description: 'in metres' }, colour: { enum: ['red', 'blue'] } },
        },
      },
    },
  });

  it('names line, path, what is allowed and the remedy of every problem', () => {
    try {
      check(parseYamlText('parts.yml', text.replace('red', 'rad').replace('name:', 'nme:')));
      throw new Error('was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(BankFileError);
      expect(String(error).split('\n').slice(1)).toEqual([
        '  parts.yml:1: name is missing: add it.',
        '  parts.yml:1: owner is missing: add it. It says: who keeps it.',
        '  parts.yml:1: nme: is not known here. Did you mean "name"? Allowed: name, owner, parts.',
        '  parts.yml:4: parts[0].colour: "rad" is not allowed. Did you mean "red"? Allowed: red, blue.',
        '  parts.yml:5: parts[1].size: "large" must be integer (in metres).',
        '  parts.yml:6: parts[1]["Odd Name"]: is not known here. Allowed: size, colour.',
      ]);
    }
  });

  it('gives the value when all is well', () => {
    expect(check(parseYamlText('a.yml', 'name: a\nowner: b\nparts: []'))).toEqual({ name: 'a', owner: 'b', parts: [] });
  });
});

describe('suggestName', () => {
  it('suggests only what is near', () => {
    expect(suggestName('ammount', ['account', 'amount'])).toBe(' Did you mean "amount"?');
    expect(suggestName('zebra', ['account', 'amount'])).toBe('');
  });
});
