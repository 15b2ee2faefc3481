import { actionOf, explained, type Pressed } from './packet-keys';

const pressed = (key: string, change: Partial<Pressed> = {}): Pressed => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  defaultPrevented: false,
  target: document.body,
  ...change,
});
const inside = (html: string): EventTarget | null => {
  document.body.innerHTML = html;
  return document.body.firstElementChild;
};

describe('keys of the review screen', () => {
  it('stand for what the list of keys says', () => {
    expect(actionOf(pressed('k'), true)).toEqual({ act: 'play' });
    expect(actionOf(pressed('J'), true)).toEqual({ act: 'jump', seconds: -15 });
    expect(actionOf(pressed('l'), true)).toEqual({ act: 'jump', seconds: 5 });
    expect(actionOf(pressed('>'), true)).toEqual({ act: 'speed', step: 1 });
    expect(actionOf(pressed('0'), true)).toEqual({ act: 'rate', rating: null });
    expect(actionOf(pressed('3'), true)).toEqual({ act: 'rate', rating: 3 });
    expect(actionOf(pressed('ArrowUp'), true)).toEqual({ act: 'mark', step: -1 });
    for (const key of ['6', 'x', 'Tab', ' ', 'constructor']) expect(actionOf(pressed(key), true)).toBeNull();
  });

  it('are explained, every one of them', () => {
    const words = explained.map(([keys]) => keys).join(' ');
    for (const key of ['1', '5', '0', '↑', '↓', 'k', 'j', 'l', 'J', 'L', '<', '>', 's', 'n', 'p', '?'])
      expect(words).toContain(key);
  });

  it('can be turned off, all but the one that is no single key', () => {
    for (const key of ['k', '3', 'ArrowDown', '?']) expect(actionOf(pressed(key), false)).toBeNull();
    expect(actionOf(pressed('Enter', { ctrlKey: true }), false)).toEqual({ act: 'lock' });
  });

  it('belong to the browser with a modifier, and to whoever has used them already', () => {
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey', 'isComposing', 'defaultPrevented'] as const)
      expect(actionOf(pressed('l', { [modifier]: true }), true)).toBeNull();
  });

  it('belong to what is typed into or chosen from by letters', () => {
    for (const html of ['<textarea></textarea>', '<input type="search" />', '<input />', '<select></select>'])
      expect(actionOf(pressed('k', { target: inside(html) }), true)).toBeNull();
  });

  it('work on radios, sliders, boxes and buttons; arrows stay with radios and sliders', () => {
    for (const html of ['<input type="radio" />', '<input type="range" />']) {
      const target = inside(html);
      expect(actionOf(pressed('k', { target }), true)).toEqual({ act: 'play' });
      expect(actionOf(pressed('4', { target }), true)).toEqual({ act: 'rate', rating: 4 });
      expect(actionOf(pressed('ArrowDown', { target }), true)).toBeNull();
    }
    for (const html of ['<button></button>', '<input type="checkbox" />'])
      expect(actionOf(pressed('ArrowDown', { target: inside(html) }), true)).toEqual({
        act: 'mark',
        step: 1,
      });
  });
});
