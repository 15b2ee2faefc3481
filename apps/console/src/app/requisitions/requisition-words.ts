import type { InterviewRow, RequisitionRow } from '@evenhand/contracts';

export const statusWords: Record<RequisitionRow['status'], string> = {
  draft: 'Draft',
  open: 'Open',
  closed: 'Closed',
};

export const progressWords: Record<InterviewRow['progress'], string> = {
  invited: 'Invited',
  'in-progress': 'In progress',
  submitted: 'Submitted',
  'not-finished': 'Not finished',
  withdrawn: 'Withdrawn',
};

export const outcomeWords: Record<NonNullable<InterviewRow['decision']>, string> = {
  advance: 'Invited to talk',
  decline: 'Declined',
};
