import { databaseAs } from '@evenhand/adapters/database';
import { Global, Module } from '@nestjs/common';

/** Everybody who signs in: sessions, set-up, accounts. Tells the other modules who asks and how colleagues are called. */
@Global()
@Module({ imports: [databaseAs('signin')], controllers: [], providers: [], exports: [] })
export class SignInModule {}
