import { accountIn } from './account.ts';

const passwd = [
  'root:x:0:0:root:/root:/bin/bash',
  'nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin',
  '',
].join('\n');

describe('accountIn', () => {
  it('finds an account by its whole name', () => {
    expect(accountIn(passwd, 'nobody')).toEqual({ uid: 65534, gid: 65534 });
    expect(accountIn(passwd, 'postgres')).toBeUndefined();
    expect(accountIn(passwd, 'no')).toBeUndefined();
  });
});
