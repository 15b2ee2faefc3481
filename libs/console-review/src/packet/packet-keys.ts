/** What a key of the review screen stands for. */
export type PacketAction =
  | { readonly act: 'play' | 'skip-silence' | 'keys' | 'lock' }
  | { readonly act: 'jump'; readonly seconds: number }
  | { readonly act: 'speed' | 'question' | 'mark'; readonly step: 1 | -1 }
  | { readonly act: 'rate'; readonly rating: 1 | 2 | 3 | 4 | 5 | null };

const actions: Readonly<Record<string, PacketAction>> = {
  k: { act: 'play' },
  j: { act: 'jump', seconds: -5 },
  l: { act: 'jump', seconds: 5 },
  J: { act: 'jump', seconds: -15 },
  L: { act: 'jump', seconds: 15 },
  '<': { act: 'speed', step: -1 },
  '>': { act: 'speed', step: 1 },
  s: { act: 'skip-silence' },
  n: { act: 'question', step: 1 },
  p: { act: 'question', step: -1 },
  ArrowUp: { act: 'mark', step: -1 },
  ArrowDown: { act: 'mark', step: 1 },
  '0': { act: 'rate', rating: null },
  '1': { act: 'rate', rating: 1 },
  '2': { act: 'rate', rating: 2 },
  '3': { act: 'rate', rating: 3 },
  '4': { act: 'rate', rating: 4 },
  '5': { act: 'rate', rating: 5 },
  '?': { act: 'keys' },
};

/** The keys as the list of keys explains them. */
export const explained: readonly (readonly [keys: string, meaning: string])[] = [
  ['1 – 5', 'Rate the marked criterion'],
  ['0', 'Cannot judge the marked criterion'],
  ['↑ ↓', 'Mark the criterion above or below'],
  ['k', 'Play or pause'],
  ['j, l', 'Back or forward 5 seconds'],
  ['Shift + J, Shift + L', 'Back or forward 15 seconds'],
  ['<, >', 'Slower or faster'],
  ['s', 'Skip silence on or off'],
  ['n, p', 'Next or previous question'],
  ['?', 'Show these keys'],
  ['Ctrl + Enter', 'Lock the scorecard (asks first); works with shortcuts off too'],
];

/** A pressed key, as far as it matters here. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'defaultPrevented' | 'target'
>;

/** What a pressed key stands for; null when it belongs to the focused control, to the browser, or to nobody. */
export function actionOf(pressed: Pressed, singleKeys: boolean): PacketAction | null {
  if (pressed.defaultPrevented || pressed.isComposing || pressed.altKey) return null;
  if (pressed.ctrlKey || pressed.metaKey) return pressed.key === 'Enter' ? { act: 'lock' } : null;
  if (!singleKeys || belongsTo(pressed.target, pressed.key)) return null;
  return Object.hasOwn(actions, pressed.key) ? (actions[pressed.key] ?? null) : null;
}

const typing = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'number']);

/** Letters belong to whatever is typed into or chosen from by letters; arrows also to radios and sliders. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLInputElement)
    return typing.has(target.type) || (key.startsWith('Arrow') && /^(radio|range)$/.test(target.type));
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
