import * as z from 'zod';
import { Email, Id, Moment } from './page.contract';

export const roles = [
  'recruiter',
  'reviewer',
  'hiring_manager',
  'accommodation_officer',
  'compliance_officer',
  'auditor',
  'administrator',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const Password = z
  .string()
  .min(12, { error: 'Use at least 12 characters.' })
  .max(200, { error: 'Use at most 200 characters.' });

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(200) }).meta({ id: 'SignIn' });
export type SignIn = z.output<typeof SignIn>;

export const Me = z
  .object({ id: Id, email: z.string(), name: z.string(), roles: z.array(Role), demo: z.boolean() })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** First administrator of an empty installation; the code is printed where the system was started. */
export const SetUp = z
  .object({
    code: z.string().min(1).max(100),
    email: Email,
    name: z.string().trim().min(1).max(200),
    password: Password,
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.output<typeof SetUp>;
export const SetUpState = z.object({ needed: z.boolean() }).meta({ id: 'SetUpState' });

export const Person = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    roles: z.array(Role),
    disabled: z.boolean(),
    createdAt: Moment,
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const NewPerson = z
  .object({
    email: Email,
    name: z.string().trim().min(1).max(200),
    password: Password,
    roles: z.array(Role).min(1, { error: 'Choose at least one role.' }),
  })
  .meta({ id: 'NewPerson' });
export type NewPerson = z.output<typeof NewPerson>;

export const PersonChange = z
  .object({
    roles: z.array(Role).min(1).optional(),
    disabled: z.boolean().optional(),
    password: Password.optional(),
  })
  .meta({ id: 'PersonChange' });
export type PersonChange = z.output<typeof PersonChange>;

export const PeopleQuery = z.object({ role: Role.optional() });
export const People = z.object({ rows: z.array(Person) }).meta({ id: 'People' });
/** What recruiters need to choose colleagues. */
export const Colleague = z
  .object({ id: Id, name: z.string(), roles: z.array(Role) })
  .meta({ id: 'Colleague' });
export type Colleague = z.infer<typeof Colleague>;
export const Colleagues = z.object({ rows: z.array(Colleague) }).meta({ id: 'Colleagues' });
