import type { Messages } from './en';
import { adjustment } from './es/adjusting';
import { captions, overview, question, textAnswer } from './es/answering';
import { link, notice, openLink, welcome } from './es/arriving';
import { clarification, hand, status, withdraw } from './es/finishing';
import { frame, trouble } from './es/frame';
import { devices, practice, recorder } from './es/recording';
import { erasure } from './es/rights';

/** Everything the interview app says, in Spanish. */
export const es: Messages = {
  frame,
  trouble,
  link,
  openLink,
  welcome,
  adjustment,
  notice,
  devices,
  practice,
  recorder,
  overview,
  question,
  textAnswer,
  captions,
  clarification,
  hand,
  status,
  withdraw,
  erasure,
};
