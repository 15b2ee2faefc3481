import { addressFor, variableOf } from './roles.ts';

describe('addresses of roles', () => {
  it('lead to the same database under another login', () => {
    const owner = 'postgresql://postgres:p%40ss@db.example:6000/evenhand?sslmode=require';

    expect(addressFor(owner, 'evenhand_staff', 's3cret')).toBe(
      'postgresql://evenhand_staff:s3cret@db.example:6000/evenhand?sslmode=require',
    );
  });

  it('are found under the name of the role', () => {
    expect(variableOf('evenhand_signin')).toBe('DATABASE_URL_SIGNIN');
  });
});
