import { EvidencePack } from '@evenhand/contracts';
import {
  bytesOf,
  canonicalJson,
  digestOf,
  EMPTY_RANGE,
  grow,
  formatVerifierKey,
  fromBase64,
  leafHash,
} from '@evenhand/ledger';
import { INTERVIEWS, REQUISITION, Scene, TEMPLATE, type Step, type World } from '@evenhand/ledger/testing';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { asOwner } from '../../../../tests/support/screening-rows';

const ofHex = (text: string): Buffer => Buffer.from(text, 'hex');

/** The rows behind what a scene tells; everything of an earlier scene goes. */
export async function storeScene(world: World, steps: readonly Step[], recruiter: string): Promise<Scene> {
  const scene = await Scene.play(world, steps);
  const pack = EvidencePack.parse(await scene.pack('requisition'));
  await asOwner(async (owner) => {
    await owner.query(`SET session_replication_role = replica`);
    for (const table of TABLES) await owner.query(`DELETE FROM ${table}`);
    await storeScreening(owner, pack, recruiter);
    for (const interview of pack.interviews) await storeInterview(owner, interview);
    for (const [at, { account, key }] of pack.keys.entries()) {
      const raw = Buffer.from(fromBase64(key) ?? []);
      await owner.query(
        `INSERT INTO people."user" (id, email, name, password_hash, created_at) VALUES ($1, $2, 'Reviewer', '-', now())`,
        [account, `${account}@example.org`],
      );
      await owner.query(
        `INSERT INTO people.reviewer_key VALUES ($1, $2, $3, 'Test', now() + $4 * interval '1 second')`,
        [digestOf(raw), account, raw, at],
      );
    }
    await storeLog(owner, pack, world);
  });
  return scene;
}

const TABLES = [
  ...['revision', 'decision', 'opened_seal', 'reveal', 'lock', 'scorecard'].map((table) => `review.${table}`),
  ...['sealed.arm', 'consent.run_plan', 'people.reviewer_key', 'people."user"'],
  ...['interview', 'invitation', 'member', 'template_version', 'requisition'].map(
    (table) => `screening.${table}`,
  ),
  'identity.candidate',
  ...['cosignature', 'checkpoint', 'subtree', 'leaf', 'pending', 'log_key'].map((table) => `ledger.${table}`),
];

async function storeScreening(
  owner: pg.Client,
  { templates }: EvidencePack,
  recruiter: string,
): Promise<void> {
  await owner.query(
    `INSERT INTO screening.requisition (id, title, status, contact_email, created_by, created_at, opened_at)
     VALUES ($1, 'Support agent', 'open', 'jobs@example.org', $1, now(), now())`,
    [REQUISITION],
  );
  await owner.query(
    `INSERT INTO screening.template_version (id, requisition_id, number, content, content_hash, published_at, updated_at)
     VALUES ($1, $2, 1, $3, repeat('0', 64), now(), now())`,
    [TEMPLATE, REQUISITION, templates[0]?.content],
  );
  await owner.query(`INSERT INTO screening.member VALUES ($1, $2, 'recruiter')`, [REQUISITION, recruiter]);
  for (const id of Object.values(INTERVIEWS)) {
    await owner.query(
      `INSERT INTO identity.candidate (id, email, name, created_at) VALUES ($1, $2, 'Robin', now())`,
      [id, `${id}@example.org`],
    );
    await owner.query(
      `INSERT INTO screening.invitation (id, requisition_id, candidate_id, token_hash, created_at, expires_at)
       VALUES ($1::uuid, $2, $1::uuid, $3, now(), now() + interval '3 days')`,
      [id, REQUISITION, digestOf(id)],
    );
    await owner.query(
      `INSERT INTO screening.interview (id, requisition_id, template_version_id, invitation_id, candidate_id, status, created_at, submitted_at)
       VALUES ($1::uuid, $2, $3, $1::uuid, $1::uuid, 'submitted', now(), now())`,
      [id, REQUISITION, TEMPLATE],
    );
  }
}

async function storeInterview(owner: pg.Client, one: EvidencePack['interviews'][number]): Promise<void> {
  for (const { run, plan } of one.runs) {
    await owner.query(
      `INSERT INTO consent.run_plan (interview_id, run, plan, salt, digest, declared_at) VALUES ($1, $2, $3, $4, '', now())`,
      [one.id, run, plan?.text, ofHex(plan?.salt ?? '')],
    );
  }
  for (const { round, arm, medians, summary, scorecards, revisions } of one.rounds) {
    if (arm)
      await owner.query(`INSERT INTO sealed.arm VALUES ($1, $2, true, $3, '', now())`, [
        one.id,
        round,
        ofHex(arm.salt),
      ]);
    for (const [at, card] of scorecards.entries()) {
      await owner.query(
        `INSERT INTO review.scorecard (packet_id, interview_id, round, reviewer_id, seat, content, salt, digest, rated_at, signature)
         VALUES ($1, $2, $3, $4, 'required', $5, $6, '', now() + $7 * interval '1 second', $8)`,
        [card.packet, one.id, round, card.reviewer, card.content, ofHex(card.salt), at, card.signature],
      );
    }
    await owner.query('INSERT INTO review.lock VALUES ($1, $2, $3, now())', [
      one.id,
      round,
      JSON.stringify(medians),
    ]);
    await owner.query('INSERT INTO review.reveal VALUES ($1, $2, $3, now())', [one.id, round, summary]);
    for (const { run, payload } of one.runs) {
      if (payload)
        await owner.query('INSERT INTO review.opened_seal VALUES ($1, $2, $3, $4, $5)', [
          one.id,
          round,
          run,
          payload.text,
          ofHex(payload.salt),
        ]);
    }
    for (const { content, packet, salt } of revisions) {
      const { questionId, criterionId, rating, reason } = content as Record<string, unknown>;
      const reviewer = scorecards.find((card) => card.packet === packet)?.reviewer;
      await owner.query(
        `INSERT INTO review.revision (interview_id, round, reviewer_id, question_id, criterion_id, rating, reason, created_at, salt)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8)`,
        [one.id, round, reviewer, questionId, criterionId, rating, reason, ofHex(salt)],
      );
    }
  }
  if (one.decision) {
    const { outcome, reasons } = one.decision.content as Record<string, unknown>;
    await owner.query(
      `INSERT INTO review.decision (interview_id, decided_by, outcome, reasons, decided_at, salt) VALUES ($1, $1, $2, $3, now(), $4)`,
      [one.id, outcome, reasons, ofHex(one.decision.salt)],
    );
  }
}

async function storeLog(
  owner: pg.Client,
  { leaves, checkpoints }: EvidencePack,
  world: World,
): Promise<void> {
  await owner.query('INSERT INTO ledger.log_key VALUES ($1, now())', [formatVerifierKey(world.log.key)]);
  let range = EMPTY_RANGE;
  for (const [index, leaf] of leaves.entries()) {
    if (typeof leaf === 'string') throw new Error('A scene withholds nothing.');
    const [id, text] = [randomUUID(), canonicalJson(leaf)];
    await owner.query('INSERT INTO ledger.pending (id, type, entry, created_at) VALUES ($1, $2, $3, now())', [
      id,
      leaf['type'],
      text,
    ]);
    await owner.query('INSERT INTO ledger.leaf VALUES ($1, $2, $3)', [
      index,
      id,
      Buffer.from(leafHash(bytesOf(text))),
    ]);
    const growth = grow(range, leafHash(bytesOf(text)));
    ({ range } = growth);
    for (const { level, index: at, hash } of growth.completed) {
      await owner.query('INSERT INTO ledger.subtree VALUES ($1, $2, $3)', [level, at, Buffer.from(hash)]);
    }
  }
  for (const note of checkpoints) {
    const [size, lines] = [Number(note.split('\n')[1]), note.trimEnd().split('\n')];
    const cosigned = lines.filter((line) => line.startsWith('— witness'));
    const signed = `${lines.filter((line) => !cosigned.includes(line)).join('\n')}\n`;
    await owner.query('INSERT INTO ledger.checkpoint VALUES ($1, $2, now())', [size, signed]);
    for (const line of cosigned)
      await owner.query(`INSERT INTO ledger.cosignature VALUES ($1, 'witness', $2, now())`, [size, line]);
  }
}
