import type { Checked } from '../checked';
import { accept, refuse } from '../checked';
import { parseCanonical } from '../json/canonical-text';
import { parseCheckpoint } from '../notes/checkpoint';
import { parseNote } from '../notes/signed-note';
import { LogWalk } from './log-of-pack';
import type { Pack, Section } from './pack';
import { readAbout, readInterview, readKey, readTemplate, SECTIONS } from './pack';
import { MAX_SECTIONS, PackCutter } from './pack-cutter';
import { PackFault, PackField } from './pack-field';

/** Interviews, checkpoints, keys and so on, each of which no pack has so many of. */
const MAX_LISTED = 200_000;

/**
 * Reads an evidence pack while it arrives (docs/evidence-pack.md). A refusal says that it cannot be read; whether what it
 * says is true is for the claims to judge. Takes a bounded amount of memory whatever is sent.
 */
export async function readPack(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Checked<Pack>> {
  const reading = new PackReading();
  const cutter = new PackCutter(reading);
  try {
    for await (const chunk of chunks) {
      const refusal = cutter.feed(chunk);
      if (refusal) return refusal;
    }
    return cutter.end() ?? accept(reading.whole());
  } catch (fault) {
    if (fault instanceof PackFault) return refuse(fault.where, fault.message);
    throw fault;
  }
}

/** Puts a pack together from its sections, which come in their order. */
class PackReading {
  private about: Pack['about'] = { kind: 'interview', id: '' };
  private checkpoints: Pack['checkpoints'] = [];
  private interviews: Pack['interviews'] = [];
  private invited: Pack['invited'] = [];
  private keys: Pack['keys'] = [];
  private logKey = '';
  private templates: Pack['templates'] = [];
  private walk: LogWalk | undefined;
  private next = 0;

  section(name: string, bytes: Uint8Array): void {
    const section = this.arrived(name);
    const read = parseCanonical(bytes, { root: section, maxLength: MAX_SECTIONS });
    if (!read.ok) {
      const where = read.where.startsWith(section) ? read.where : `${section}, ${read.where}`;
      throw new PackFault(where, read.reason);
    }
    this.take(section, new PackField(read.value, section));
  }

  log(): void {
    this.arrived('leaves');
    this.walk = this.newWalk();
  }

  leaf(bytes: Uint8Array): void {
    this.walk?.add(bytes);
  }

  whole(): Pack {
    if (this.next !== SECTIONS.length) throw new PackFault(SECTIONS[this.next] ?? 'pack', 'is missing');
    const { about, checkpoints, interviews, invited, keys, logKey, templates } = this;
    const log = (this.walk ?? this.newWalk()).whole();
    return { about, checkpoints, interviews, invited, keys, log, logKey, templates };
  }

  /** Canonical JSON has its names in one order. */
  private arrived(name: string): Section {
    const expected = SECTIONS[this.next];
    if (expected === undefined) throw new PackFault(name, 'is one section too many');
    if (name !== expected) throw new PackFault(name, `stands where ${expected} must`);
    this.next += 1;
    return expected;
  }

  private take(section: Section, field: PackField): void {
    if (Array.isArray(field.value) && field.value.length > MAX_LISTED) {
      throw new PackFault(section, `has more than ${MAX_LISTED} parts`);
    }
    switch (section) {
      case 'about':
        this.about = readAbout(field);
        return;
      case 'checkpoints':
        this.checkpoints = field.list((note) => note.text());
        return;
      case 'interviews':
        this.interviews = field.list(readInterview);
        this.mustBeOfThis(field.where);
        return;
      case 'invited':
        this.invited = field.list((batch) => batch.list((id) => id.id()));
        return;
      case 'keys':
        this.keys = field.list(readKey);
        return;
      case 'logKey':
        this.logKey = field.text();
        return;
      case 'templates':
        this.templates = field.list(readTemplate);
        return;
      case 'v':
        if (field.value !== 1) throw new PackFault('v', 'is not 1, the only version there is');
        return;
      case 'leaves':
        throw new PackFault('leaves', 'is not a list');
    }
  }

  private mustBeOfThis(where: string): void {
    const ids = new Set(this.interviews.map(({ id }) => id));
    if (ids.size < this.interviews.length) throw new PackFault(where, 'has an interview twice');
    if (this.about.kind === 'interview' && (ids.size !== 1 || !ids.has(this.about.id))) {
      throw new PackFault(where, 'is not the one interview that the pack is about');
    }
  }

  private newWalk(): LogWalk {
    const { about, checkpoints, interviews, invited, keys } = this;
    return new LogWalk({
      interviews: new Set([...interviews.map(({ id }) => id), ...invited.flat()]),
      accounts: new Set(keys.map(({ account }) => account)),
      requisition: about.kind === 'requisition' ? about.id : null,
      sizes: new Set(checkpoints.flatMap(sizeIn)),
    });
  }
}

function sizeIn(note: string): number[] {
  const parsed = parseNote(note);
  const read = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  return read.ok ? [read.value.size] : [];
}
