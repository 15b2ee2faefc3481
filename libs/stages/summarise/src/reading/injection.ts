/**
 * Speech addressed to whoever scores, by patterns in eight languages. Such sentences are kept from the model and held
 * against nobody: reviewers hear the whole answer anyway.
 */
const top = String.raw`(?:5|five|fives|10|ten|100|hundred|full|top|highest|maximum|max|perfect|best|excellent|outstanding)`;
const scorer = String.raw`(?:ai|a\.i\.|llm|gpt|chatbot|bot|model|language model|scorer|grader|rater|evaluator|scoring system|grading system|assistant|algorithm|machine)`;
const rules = String.raw`(?:instructions?|prompts?|rules?|rubrics?|criteria|criterion|guidelines?|anchors?|system message|directives?)`;

const nouns = String.raw`(?:scores?|ratings?|levels?|marks?|grades?|points?|stars?)`;
const candidate = String.raw`(?:me|this|my|it|him|her|the (?:candidate|applicant|answer|response|interview|speaker))`;

const addressed: readonly RegExp[] = [
  // English
  new RegExp(
    String.raw`(?<!\b(?:i|we|they|he|she|who|people|would|could|not|never|n't|(?<!you )to) )\b(?:ignore|disregard|forget|override|bypass)\b.{0,50}\b${rules}\b`,
  ),
  /\b(?:ignore|disregard|forget)\b (?:all |any |everything )?(?:the |of the |your )?(?:previous|prior|above|preceding|earlier|you were told)\b/,
  new RegExp(String.raw`\b(?:give|award|assign|grant)\b ${candidate}\b.{0,40}\b${top}\b.{0,15}\b${nouns}\b`),
  new RegExp(String.raw`\b(?:give|award|assign|grant)\b ${candidate}\b.{0,40}\b${nouns}\b.{0,15}\b${top}\b`),
  new RegExp(
    String.raw`\b(?:give|award|assign|return|output|choose|select|pick|print|write|respond with|answer with)\b (?:a |an |the )?${nouns} ?(?:of |: ?|= ?|number )?${top}\b`,
  ),
  new RegExp(
    String.raw`\b(?:assign|return|output|choose|select|pick|print|write)\b (?:a |an |the )?${top} ${nouns}\b`,
  ),
  new RegExp(String.raw`\b(?:rate|score|grade|mark)\b ${candidate}\b.{0,40}\b${top}\b`),
  /\bgive me (?:a |an |the )?(?:5|five)(?: out of (?:5|five))?\s*(?:please)?\s*(?:[.!?]|$)/,
  new RegExp(
    String.raw`\b(?:this|my|the) (?:answer|response|candidate|applicant|interview)\b.{0,20}\b(?:deserves?|merits?|earns?|must (?:get|receive|be)|should (?:get|receive|be (?:rated|scored|given|graded)))\b.{0,40}\b(?:${top}|${nouns})\b`,
  ),
  new RegExp(String.raw`\b${nouns} ?(?::|=|must be|should be|has to be) ?(?:a |the )?${top}\b`),
  new RegExp(
    String.raw`\b(?:dear|attention|hey|hello|note to|message (?:to|for)|to) (?:the |any |all |our |my )?${scorer}s?\b ?(?:[,:.!-]|reading|evaluating|scoring|grading|listening|that|who|$)`,
  ),
  /\b(?:if )?you are (?:now )?(?:an? |the )?(?:helpful )?(?:ai|llm|language model|grader|rater|scorer|evaluator|assistant)\b/,
  /\bas an? (?:ai|llm|large language model|language model) (?:model|assistant|grader|scorer|evaluator|system|you|language)\b/,
  /\b(?:system|developer) (?:prompt|override)\b/,
  /\b(?:system|assistant|developer|user) ?:/,
  /\bnew (?:instructions?|rules|task)\b ?(?::|for you\b|for the (?:ai|model|scorer|grader)\b)/,
  /\b(?:end of|begin|start of) (?:the )?(?:transcript|quotes|prompt)\b/,
  /\b(?:the )?(?:rubric|anchors?) (?:says?|say|has changed|have changed|is now|are now|requires?)\b/,
  /\b(?:reply|respond|answer) (?:only )?(?:with|in) (?:json|the following|exactly)\b/,
  /["'](?:level|score|rating|criterion_?id|quotes|evidence)["'] ?:/,
  /\b(?:jailbreak|prompt injection|do anything now)\b/,
  // German
  /\b(?:ignorier\w*|vergiss|vergesst|missacht\w*)\b.{0,50}\b(?:anweisung\w*|vorgabe\w*|regel\w*|kriteri\w*|vorherig\w*|bisherig\w*)\b/,
  /\b(?:gib|geben sie|vergib|vergeben sie|bewerte\w*|werte)\b.{0,50}\b(?:funf|5|hochst\w*|volle|maximal\w*|bestnote|beste\w*)\b.{0,20}(?:punkt\w*|note\w*|bewertung\w*|stufe\w*|wertung|[.!?]|$)/,
  /\b(?:liebe|an die|hallo) (?:ki|kunstliche intelligenz)\b/,
  // French
  /\b(?:ignore\w*|oublie\w*|ne tiens? pas compte)\b.{0,50}\b(?:instructions?|consignes?|regles?|criteres?|precedent\w*)\b/,
  /\b(?:donne\w*|attribue\w*|note\w*|accorde\w*)\b.{0,40}\b(?:cinq|5|maximum|maximale?|meilleure?|plus haute?)\b.{0,20}(?:points?|note|niveau|[.!?]|$)/,
  /\b(?:chere?|a l['’]attention de l['’]) ?(?:ia|intelligence artificielle)\b/,
  // Spanish and Portuguese
  /\b(?:ignor[aeo]\w*|olvid\w*|esquec\w*|desconsider\w*)\b.{0,50}\b(?:instruccion\w*|instruc\w*|reglas?|regras?|criterios?|anterior\w*)\b/,
  /\b(?:da(?:me|le|r)?|otorg\w*|calific\w*|puntu\w*|asign\w*|atribu\w*|avali\w*|de-me)\b.{0,40}\b(?:cinco|5|maxim[ao]|mejor|melhor|mas alta|mais alta)\b.{0,20}(?:puntos?|pontos?|nota|nivel|puntuacion|pontuacao|[.!?]|$)/,
  // Italian
  /\b(?:ignor\w*|dimentic\w*)\b.{0,50}\b(?:istruzioni|regole|criteri|precedenti)\b/,
  /\b(?:dai|dammi|assegna\w*|valuta\w*)\b.{0,40}\b(?:cinque|5|massimo|massima)\b.{0,20}(?:punti|voto|livello|[.!?]|$)/,
  // Dutch
  /\b(?:negeer|vergeet)\b.{0,50}\b(?:instructies?|regels|criteria|vorige|voorgaande)\b/,
  /\b(?:geef|beoordeel)\b.{0,40}\b(?:vijf|5|hoogste|maximale?)\b.{0,20}(?:punten|score|cijfer|niveau|[.!?]|$)/,
  // Polish
  /\b(?:zignoruj|ignoruj|zapomnij)\b.{0,50}\b(?:instrukcj\w*|polecen\w*|zasad\w*|poprzedni\w*|kryteri\w*)\b/,
  // Russian, Chinese, Japanese
  // Letters stand here as `simplified` leaves them, without what hangs above or below.
  /(?:игнорируи|забудь|не учитываи).{0,50}(?:инструкци|правил|указани|критери|предыдущ)/,
  /(?:忽略|无视|忘记).{0,20}(?:指令|指示|提示|规则|之前|以上)|(?:给|打).{0,10}(?:五分|5分|满分|最高分)/,
  /(?:指示|命令|ルール|規則).{0,10}(?:無視|忘れ)|(?:無視|忘れ).{0,10}(?:指示|命令|ルール|規則)/,
];

/** Letters that look like others, as attackers use them. */
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  ɡ: 'g',
  ⅼ: 'l',
};

/** Whether a sentence speaks to the scorer. */
export function speaksToScorer(sentence: string): boolean {
  const plain = simplified(sentence);
  const forms = [plain, joined(plain), latinised(plain)];
  return forms.some((form) => addressed.some((pattern) => pattern.test(form)));
}

function simplified(sentence: string): string {
  return sentence
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll(/[“”„«»]/gu, '"')
    .replaceAll(/[‘’‚]/gu, "'")
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** "i g n o r e" and "i-g-n-o-r-e" read as one word. */
const joined = (text: string): string =>
  text.replaceAll(/\b(?:\p{L}[ ._*-]){3,}\p{L}\b/gu, (spelled) => spelled.replaceAll(/[ ._*-]/gu, ''));

/** Words of Latin letters with look-alikes in them. */
const latinised = (text: string): string =>
  text.replaceAll(/[\p{L}\p{N}]+/gu, (word) =>
    /[a-z]/u.test(word) && /[^a-z]/u.test(word)
      ? [...word].map((letter) => lookalikes[letter] ?? letter).join('')
      : word,
  );
