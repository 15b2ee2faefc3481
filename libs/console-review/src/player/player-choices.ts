export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
export type Speed = (typeof speeds)[number];

interface Choices {
  speed: Speed;
  'skip-silence': boolean;
  captions: boolean;
}

const readers: { [K in keyof Choices]: (stored: string | null) => Choices[K] } = {
  speed: (stored) => speeds.find((speed) => String(speed) === stored) ?? 1,
  'skip-silence': (stored) => stored === 'true',
  captions: (stored) => stored !== 'false',
};

/** How this person likes to listen; remembered in this browser. */
export function readChoice<K extends keyof Choices>(name: K): Choices[K] {
  return readers[name](localStorage.getItem(`evenhand.review.${name}`));
}

export function rememberChoice<K extends keyof Choices>(name: K, value: Choices[K]): void {
  localStorage.setItem(`evenhand.review.${name}`, String(value));
}
