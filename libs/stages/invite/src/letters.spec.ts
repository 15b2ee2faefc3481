import { invitationLetter, inWords } from './letters';

const deadline = Date.UTC(2026, 10, 27, 23, 30);
const facts = {
  candidateName: 'Anna Example',
  requisition: 'Baker',
  url: 'https://hire.example.org/interview/i/secret',
  deadline,
  timeZone: null,
  contactEmail: 'jobs@example.org',
};

describe('a deadline in words', () => {
  test('stands in the time zone of whoever reads it, which it names', () => {
    expect(inWords(deadline, 'Europe/Berlin')).toBe(
      'Saturday, 28 November 2026 at 00:30 Central European Standard Time',
    );
    expect(inWords(deadline, 'America/New_York')).toBe(
      'Friday, 27 November 2026 at 18:30 Eastern Standard Time',
    );
  });

  test('stands in universal time while nobody knows the zone, or no such zone exists', () => {
    const universal = 'Friday, 27 November 2026 at 23:30 Coordinated Universal Time';
    expect(inWords(deadline, null)).toBe(universal);
    expect(inWords(deadline, 'Mars/Olympus')).toBe(universal);
  });
});

describe('an invitation', () => {
  test('has the link, the deadline, the contact, and how to ask for an adjustment', () => {
    const { subject, text } = invitationLetter(facts);
    expect(subject).toBe('Your interview for Baker');
    expect(text).toMatch(/^Dear Anna Example,\n\n/);
    expect(text).toContain(`\n\n${facts.url}\n\n`);
    expect(text).toContain('Friday, 27 November 2026 at 23:30 Coordinated Universal Time.');
    expect(text).toContain('in your own time zone');
    expect(text).toContain('Ask for an adjustment');
    expect(text).toContain('write to jobs@example.org');
    expect(invitationLetter({ ...facts, timeZone: 'Asia/Tokyo' }).text).not.toContain(
      'in your own time zone',
    );
  });
});
