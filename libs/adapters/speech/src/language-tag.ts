/** Languages of the Whisper family, ISO 639. */
const codes =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jv su yue'.split(
    ' ',
  );

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const codeByName = new Map(codes.map((code) => [names.of(code)?.toLowerCase(), code]));

/** The BCP 47 tag of a language that an engine names by its code or, as OpenAI does, in English; null when unknown. */
export function languageTag(named: unknown): string | null {
  if (typeof named !== 'string') return null;
  const name = named.trim().toLowerCase();
  if (codes.includes(name.split('-')[0] ?? '')) return named.trim();
  return codeByName.get(name) ?? null;
}
