import { Trouble } from '@evenhand/domain';

export class WrongSignIn extends Trouble {
  override readonly code = 'wrong-sign-in';
  override readonly retryable = false;

  constructor() {
    super('E-mail address and password do not go together.');
  }
}

export class SignInLocked extends Trouble {
  override readonly code = 'sign-in-locked';
  override readonly retryable = true;

  constructor(waitMs: number) {
    super('Too many wrong passwords for this address. Wait a quarter of an hour and try again.', { waitMs });
  }
}

export class AlreadySetUp extends Trouble {
  override readonly code = 'already-set-up';
  override readonly retryable = false;

  constructor() {
    super('There is an administrator already. Sign in instead.');
  }
}

export class WrongSetUpCode extends Trouble {
  override readonly code = 'wrong-setup-code';
  override readonly retryable = false;

  constructor() {
    super('This is not the set-up code. It was printed where Evenhand was started.');
  }
}

export class EmailTaken extends Trouble {
  override readonly code = 'email-taken';
  override readonly retryable = false;

  constructor() {
    super('Somebody with this e-mail address has an account already.');
  }
}

export class LastAdministrator extends Trouble {
  override readonly code = 'last-administrator';
  override readonly retryable = false;

  constructor() {
    super('This is the only administrator. Make somebody else administrator first.');
  }
}

export class DutiesApart extends Trouble {
  override readonly code = 'duties-apart';
  override readonly retryable = false;

  constructor() {
    super(
      'An accommodation or compliance officer may not recruit, review or decide, nor belong to a requisition. ' +
        'Give these duties to different people.',
    );
  }
}

export class PersonUnknown extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor() {
    super('There is no such person.');
  }
}

/** Whoever enrols a key must hold its private half. */
export class KeyProofWrong extends Trouble {
  override readonly code = 'key-proof-wrong';
  override readonly retryable = false;

  constructor() {
    super(
      'The proof does not fit this key and your account. Sign {"account", "key"} with the key you enrol.',
    );
  }
}

export class KeyTaken extends Trouble {
  override readonly code = 'key-taken';
  override readonly retryable = false;

  constructor() {
    super('This key belongs to another account. Make a new one: a key stands for one person.');
  }
}

export class KeyRetired extends Trouble {
  override readonly code = 'key-retired';
  override readonly retryable = false;

  constructor() {
    super('This key was retired and can never sign again. Make a new one.');
  }
}

export class KeyUnknown extends Trouble {
  override readonly code = 'not-found';
  override readonly retryable = false;

  constructor() {
    super('You have no such key.');
  }
}
