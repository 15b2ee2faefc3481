import { databaseAs } from '@evenhand/adapters/database';
import { DecideStage } from '@evenhand/stages/decide';
import { RevealStage, RevisionStage } from '@evenhand/stages/reveal';
import { Module } from '@nestjs/common';
import { DecideController } from './decide.controller';
import { RevealController } from './reveal.controller';

/** After reveal: side by side, revisions, decisions. Revisions are a reviewer's, so they are written as the role review. */
@Module({
  imports: [databaseAs('staff'), databaseAs('review')],
  controllers: [RevealController, DecideController],
  providers: [RevealStage, RevisionStage, DecideStage],
})
export class DecideModule {}
