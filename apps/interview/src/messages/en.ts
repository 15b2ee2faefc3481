import { adjustment } from './en/adjusting';
import { captions, overview, question, textAnswer } from './en/answering';
import { link, notice, openLink, welcome } from './en/arriving';
import { clarification, hand, status, withdraw } from './en/finishing';
import { frame, trouble } from './en/frame';
import { devices, practice, recorder } from './en/recording';
import { erasure } from './en/rights';

/** Everything the interview app says, in English. */
export const en = {
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

/** What every language must say. */
export type Messages = typeof en;
