import { faultOf } from './fault';

describe('an unexpected error in the log', () => {
  it('says its kind, its code and where it came from, and never what it says', () => {
    const error = Object.assign(new TypeError('level 5: zanzibar-heliotrope\n    at least so it says'), {
      code: 'P2010',
    });
    const fault = faultOf(error);
    expect(fault).toMatchObject({ fault: 'TypeError', code: 'P2010' });
    expect(fault.at[0]).toContain('fault.spec');
    expect(JSON.stringify(fault)).not.toMatch(/zanzibar|so it says/);
  });

  it('may be no error at all', () => {
    expect(faultOf('zanzibar-heliotrope')).toEqual({ fault: 'string', at: [] });
  });
});
