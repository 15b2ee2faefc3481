import type { Role } from '@evenhand/contracts';

/** Roles as people read them. */
export const roleWords: Record<Role, string> = {
  recruiter: 'Recruiter',
  reviewer: 'Reviewer',
  hiring_manager: 'Hiring manager',
  accommodation_officer: 'Accommodation officer',
  compliance_officer: 'Compliance officer',
  auditor: 'Auditor',
  administrator: 'Administrator',
};
