import { databaseAs } from '@evenhand/adapters/database';
import {
  Accounts,
  ReviewerKeyDesk,
  SetUpDesk,
  SignInDesk,
  StoredColleagues,
  StoredSessions,
} from '@evenhand/offices/people';
import { Colleagues, Sessions } from '@evenhand/platform';
import { Global, Module } from '@nestjs/common';
import { ColleaguesController } from './colleagues.controller';
import { PeopleController } from './people.controller';
import { ReviewerKeysController } from './reviewer-keys.controller';
import { SessionReply } from './session-reply';
import { SessionController } from './session.controller';
import { SetUpController } from './set-up.controller';

/** Everybody who signs in: sessions, set-up, accounts. Tells the other modules who asks and how colleagues are called. */
@Global()
@Module({
  imports: [databaseAs('signin')],
  controllers: [
    SessionController,
    SetUpController,
    PeopleController,
    ColleaguesController,
    ReviewerKeysController,
  ],
  providers: [
    Accounts,
    SetUpDesk,
    ReviewerKeyDesk,
    SignInDesk,
    StoredSessions,
    StoredColleagues,
    SessionReply,
    { provide: Sessions, useExisting: StoredSessions },
    { provide: Colleagues, useExisting: StoredColleagues },
  ],
  exports: [Sessions, Colleagues],
})
export class SignInModule {}
