import fc from 'fast-check';
import { readCandidates } from './candidate-list';
import { CandidateListInvalid } from './invite.errors';

const anna = { name: 'Anna Example', email: 'anna@example.org' };
const ben = { name: 'Ben Example', email: 'ben@example.org' };
const read = (csv: string) => readCandidates({ csv }).candidates;
const mistakesOf = (csv: string): CandidateListInvalid => {
  try {
    readCandidates({ csv });
  } catch (error) {
    if (error instanceof CandidateListInvalid) return error;
    throw error;
  }
  throw new Error('the list was accepted');
};

describe('a list of candidates', () => {
  test.each([
    ['commas', 'name,email\nAnna Example,anna@example.org\nBen Example,ben@example.org\n'],
    ['semicolons', 'Name;E-Mail\nAnna Example;anna@example.org\nBen Example;ben@example.org'],
    ['tabs', 'email\tname\nanna@example.org\tAnna Example\nben@example.org\tBen Example'],
    ['no header', 'Anna Example,anna@example.org\nBen Example,ben@example.org'],
    ['no header, address first', 'anna@example.org,Anna Example\nben@example.org,Ben Example'],
    ['a byte order mark', '\uFEFFname,email\nAnna Example,anna@example.org\nBen Example,ben@example.org'],
    ['Windows line ends', 'name,email\r\nAnna Example,anna@example.org\r\nBen Example,ben@example.org\r\n'],
    ['quoted cells', '"name","email"\n"Anna Example","anna@example.org"\n"Ben Example","ben@example.org"'],
    [
      'spaces and capitals',
      ' Name , E-mail \n  Anna Example , ANNA@example.org \nBen Example, Ben@Example.org',
    ],
    ['empty rows', '\n\nname,email\n\nAnna Example,anna@example.org\n,\nBen Example,ben@example.org\n\n'],
    [
      'further columns',
      'id,name,city,email\n1,Anna Example,Ulm,anna@example.org\n2,Ben Example,,ben@example.org',
    ],
    [
      'names in two columns',
      'first name,last name,email\nAnna,Example,anna@example.org\nBen,Example,ben@example.org',
    ],
  ])('is read with %s', (_, csv) => {
    expect(read(csv)).toEqual([anna, ben]);
  });

  test('keeps separators and quotes inside quotes', () => {
    expect(read('name,email\n"Example, Anna ""Annie""",anna@example.org')).toEqual([
      { name: 'Example, Anna "Annie"', email: anna.email },
    ]);
    expect(read('name;email\n"Example; Anna";anna@example.org')[0]?.name).toBe('Example; Anna');
  });

  test('counts somebody who stands there twice once', () => {
    const { candidates, repeated } = readCandidates({
      candidates: [anna, ben, { ...anna, email: 'ANNA@example.org ' }],
    });
    expect(candidates).toEqual([anna, ben]);
    expect(repeated).toBe(1);
  });

  test('names every mistake with the row a spreadsheet shows', () => {
    const csv = [
      'name,email',
      'Anna Example,anna@example.org',
      ',nobody@example.org',
      '',
      'Cora,not an address',
      'Dora',
      'Another Anna,anna@example.org',
      '"Line\nbreak",line@example.org',
      'Z\uFFFDe,zoe@example.org',
    ].join('\n');
    const error = mistakesOf(csv);
    expect(error.fields).toEqual([
      { row: 3, path: 'name', message: 'The name is missing.' },
      { row: 5, path: 'email', message: 'This is not an e-mail address.' },
      { row: 6, path: 'email', message: 'The e-mail address is missing.' },
      { row: 7, path: 'email', message: 'Row 2 has the same address with another name.' },
      { row: 8, path: 'name', message: 'The name holds a line break or another control character.' },
      { row: 9, path: 'name', message: 'Some letters cannot be read. Save the file as UTF-8.' },
    ]);
    expect(error.message).toBe('The list has 6 mistakes. Nobody was invited.');
  });

  test('names a thousand mistakes of ten thousand and says how many there are', () => {
    const csv = Array.from({ length: 10_000 }, (_, row) => `Person ${row},wrong-${row}`).join('\n');
    const error = mistakesOf(csv);
    expect(error.fields).toHaveLength(1_000);
    expect(error.fields[999]).toEqual({
      row: 1_000,
      path: 'email',
      message: 'This is not an e-mail address.',
    });
    expect(error.message).toContain('10000 mistakes; the first 1000');
  });

  test('is refused when it is empty, too long, or no table', () => {
    expect(mistakesOf('\n \n').fields[0]?.message).toBe('The list is empty.');
    expect(mistakesOf('name,email\n').fields[0]?.message).toBe('The list is empty.');
    expect(mistakesOf('name,phone\nAnna,1').fields[0]).toMatchObject({ row: 1, path: 'csv' });
    expect(mistakesOf('name,email\nAnna,"anna@example.org').fields[0]).toMatchObject({
      path: 'csv',
      message: 'A quotation mark is opened and never closed.',
    });
    const long = Array.from({ length: 20_001 }, (_, row) => `Person ${row},p${row}@example.org`).join('\n');
    expect(mistakesOf(long).fields[0]?.message).toContain('at most 20000');
    expect(mistakesOf('\n'.repeat(1_500_000)).fields[0]?.message).toContain('more than 50000 lines');
  });

  test('comes back as it was written, whatever the names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replaceAll(/[\p{Cc}\uFFFD\uFEFF]/gu, '').trim())
      .filter((text) => text !== '' && !text.includes('@') && !text.startsWith('"'));
    const delimiters = fc.constantFrom(',', ';', '\t');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), delimiters, (names, delimiter) => {
        const candidates = names.map((one, row) => ({ name: one, email: `p${row}@example.org` }));
        const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
        const lines = candidates.map((one) => [quoted(one.name), one.email].join(delimiter));
        expect(read(`name${delimiter}email\n${lines.join('\n')}`)).toEqual(candidates);
      }),
    );
  });

  test('never breaks on any text: it is read or refused in words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 200 }), (csv) => {
        try {
          readCandidates({ csv });
        } catch (error) {
          expect(error).toBeInstanceOf(CandidateListInvalid);
        }
      }),
    );
  });
});
