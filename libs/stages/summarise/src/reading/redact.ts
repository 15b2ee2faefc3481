import { found, rewrite, type Edit, type MappedText } from './mapped-text';
import { tokensOf } from './tokens';

/** Whose name and address must not reach a model. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** E-mail addresses, written and dictated. */
const addresses: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /\b(?:[\w+-]+ dot )*[\w.+-]+ (?:at|@) [\w-]+(?: ?(?:dot|\.) ?[\w-]+){0,3} (?:dot|\.) ?(?:com|org|net|edu|io|co|de|uk|fr|eu)\b/giu,
];

/** Contacts, and what people say about themselves that no rating may rest on. English only where words are meant. */
const patterns: readonly (readonly [placeholder: string, pattern: RegExp])[] = [
  ['[LINK]', /\bhttps?:\/\/\S+|\bwww\.\S+|\b[\w-]+\.(?:com|org|net|io|dev|me)(?:\/\S*)?/giu],
  ['[LINK]', /(?<![\p{L}\p{N}])@\w{2,}/gu],
  [
    '[AGE]',
    /\b(?:aged? \d{1,2}|\d{1,2}[- ]years?[- ]old|(?:i am|i'm|i turned) (?:nearly |almost |about )?\d{2} years of age)\b/giu,
  ],
  [
    '[AGE]',
    /\b(?:i am|i['’]m|i turned) (?:nearly |almost |about )?\d{2}(?= *(?:[.,;!?]|$| and\b| now\b| this\b))/giu,
  ],
  [
    '[FAMILY]',
    /\b(?:my|our) (?:husband|wife|partner|fianc[ée]e?|boyfriend|girlfriend|kids?|child(?:ren)?|bab(?:y|ies)|son|daughter|toddler|mother|father|mum|mom|dad|parents|brothers?|sisters?|siblings|grand(?:mother|father|parents|children))\b/giu,
  ],
  [
    '[FAMILY]',
    /\b(?:i am|i['’]m|i was|i got) (?:a (?:single |new |working )?(?:mother|father|mum|mom|dad|parent)|married|divorced|widowed|engaged|pregnant|single)\b/giu,
  ],
  [
    '[RELIGION]',
    /\b(?:as an?|i am an?|i['’]m an?|i am|i['’]m|my) (?:christian|catholic|protestant|evangelical|orthodox|mormon|muslim|islamic|jewish|jew|hindu|sikh|buddhist|atheist|religious|faith|church|mosque|synagogue|temple|parish)\b/giu,
  ],
  [
    '[HEALTH]',
    /\b(?:i have|i had|i['’]ve got|i['’]ve had|i suffer from|i was diagnosed with|i live with|because of my|due to my|my) (?:adhd|add|autism|asd|dyslexia|dyscalculia|depression|anxiety disorder|anxiety|bipolar disorder|ptsd|ocd|epilepsy|diabetes|cancer|hiv|asthma|multiple sclerosis|ms|arthritis|migraines?|stammer|stutter|disability|disabilities|chronic (?:illness|pain|fatigue)|mental (?:illness|health)|illness|surgery|pregnancy|wheelchair|hearing aids?)\b/giu,
  ],
  [
    '[HEALTH]',
    /\b(?:i am|i['’]m|being) (?:deaf|hard of hearing|blind|partially sighted|disabled|autistic|dyslexic|neurodivergent|diabetic|epileptic|bipolar)\b/giu,
  ],
];

const nationalities =
  'american|british|english|scottish|welsh|irish|canadian|australian|indian|pakistani|bangladeshi|sri lankan|nepali|chinese|taiwanese|japanese|korean|vietnamese|thai|filipino|filipina|indonesian|malaysian|singaporean|german|austrian|swiss|french|belgian|dutch|luxembourgish|spanish|portuguese|italian|greek|polish|czech|slovak|hungarian|romanian|bulgarian|serbian|croatian|bosnian|albanian|slovenian|ukrainian|russian|belarusian|lithuanian|latvian|estonian|finnish|swedish|norwegian|danish|icelandic|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|palestinian|israeli|egyptian|moroccan|algerian|tunisian|libyan|sudanese|somali|ethiopian|eritrean|kenyan|ugandan|tanzanian|rwandan|nigerian|ghanaian|cameroonian|senegalese|south african|zimbabwean|mexican|brazilian|argentinian|chilean|colombian|peruvian|venezuelan|cuban|jamaican|dominican|afghan|saudi|emirati|jordanian|yemeni|european|african|asian|latino|latina|hispanic|arab';
const nationality = new RegExp(
  String.raw`\b(?:i am|i['’]m|as|being|i was born|i am originally|i['’]m originally)(?: an?| half| originally)? (?:${nationalities})\b`,
  'giu',
);

/** Telephone numbers as written or dictated in digits; thousands such as 1 000 000 and years are none. */
const telephone = /(?<![\p{L}\p{N}])(?:\+|\(?0)?\d(?:[ ().\/-]{0,2}\d){6,14}(?!\p{N})/gu;
const thousands = /^\d{1,3}(?:[ .]\d{3})+$/u;

/** After these words even a name in small letters is a name. */
const introductions =
  /(?:\bmy name(?: is|['’]s)|\bi am|\bi['’]m|\bthis is|\bcall me|\bich hei(?:ße|sse)|\bich bin|\bje m['’]appelle|\bme llamo|\bmi chiamo) $/iu;

/**
 * Takes out the candidate's own name and address, other contacts, and what they say about age, family, religion,
 * nationality and health, each replaced by a typed placeholder. It is as good as its lists: traces of a life can stay.
 */
export function redact(text: MappedText, person: Person): MappedText {
  let rest = text;
  // Addresses in one piece first: with the own name in it replaced, nothing would know them for addresses.
  for (const pattern of addresses) rest = redactAll(rest, found(rest.text, pattern), '[EMAIL]');
  rest = redactAll(rest, namesIn(rest.text, person.name), '[NAME]');
  for (const [placeholder, pattern] of patterns)
    rest = redactAll(rest, found(rest.text, pattern), placeholder);
  rest = redactAll(rest, found(rest.text, nationality), '[NATIONALITY]');
  const numbers = found(rest.text, telephone).filter(({ words }) => !thousands.test(words));
  rest = redactAll(rest, numbers, '[PHONE]');
  return redactAll(rest, addressIn(rest.text, person.email), '[EMAIL]');
}

function redactAll(
  text: MappedText,
  stretches: readonly { start: number; end: number }[],
  by: string,
): MappedText {
  return stretches.length === 0
    ? text
    : rewrite(
        text,
        stretches.map(({ start, end }): Edit => ({ start, end, by })),
      );
}

const plain = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * The name as a whole in any case; its parts where they begin with a capital or follow an introduction, so that "will" and
 * "mark" stay words.
 */
function namesIn(text: string, name: string): { start: number; end: number }[] {
  const parts = tokensOf(name).map((token) => plain(token.form));
  const tokens = tokensOf(text);
  const forms = tokens.map((token) => plain(token.form));
  const hit = new Set<number>();
  forms.forEach((form, index) => {
    const whole = parts.length > 1 && parts.every((part, offset) => forms[index + offset] === part);
    if (whole) parts.forEach((_, offset) => hit.add(index + offset));
    const token = tokens[index];
    if (!token || form.length < 2 || !isPart(form, parts)) return;
    const written = text.slice(token.start, token.end);
    if (/^\p{Lu}/u.test(written) || introductions.test(text.slice(0, token.start))) hit.add(index);
  });
  return [...hit].flatMap((index) => tokens[index] ?? []);
}

/** A part of the name, also with a possessive s. */
const isPart = (form: string, parts: readonly string[]): boolean =>
  parts.some((part) => part.length > 1 && (form === part || form === `${part}s`));

/** What stands before the @ of the candidate's own address, where it is long enough to be telling. */
function addressIn(text: string, email: string): { start: number; end: number }[] {
  const local = email.split('@')[0]?.toLowerCase() ?? '';
  if (local.length < 5) return [];
  const hits: { start: number; end: number }[] = [];
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(local); at >= 0; at = lower.indexOf(local, at + local.length)) {
    hits.push({ start: at, end: at + local.length });
  }
  return hits;
}
