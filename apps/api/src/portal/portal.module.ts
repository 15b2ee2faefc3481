import { AdvisoryUploadLocks, databaseAs } from '@evenhand/adapters/database';
import { FileUploads, openStorage, openUploads, TusEndpoint } from '@evenhand/adapters/storage';
import { Uploads } from '@evenhand/domain';
import { OwnRequests, Pauses } from '@evenhand/offices/accommodation';
import { ErasureRequests } from '@evenhand/offices/rights';
import { CandidateLinks, need, SETTINGS, type Settings } from '@evenhand/platform';
import {
  AnswerStage,
  ConsentStage,
  DiscardStage,
  EnterStage,
  FinishStage,
  InterviewChanges,
  PersonalLinks,
  PortalStage,
  RecordRules,
  StoredCandidateLinks,
  SubmitStage,
  TakeStage,
  UploadAccessStage,
  uploadsPath,
  WithdrawStage,
} from '@evenhand/stages/record';
import { Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { OwnAccommodationsController } from './accommodations.controller';
import { AnswersController } from './answers.controller';
import { OpenLinkController } from './open-link.controller';
import { PortalController } from './portal.controller';
import { RightsController } from './rights.controller';
import { SubmitController } from './submit.controller';
import { TakesController } from './takes.controller';
import { UploadsController } from './uploads.controller';

/** Candidates: what the interview app shows and takes. */
@Module({
  imports: [databaseAs('portal')],
  controllers: [
    PortalController,
    AnswersController,
    OwnAccommodationsController,
    TakesController,
    SubmitController,
    OpenLinkController,
    UploadsController,
    RightsController,
  ],
  providers: [
    AnswerStage,
    ConsentStage,
    DiscardStage,
    EnterStage,
    ErasureRequests,
    FinishStage,
    InterviewChanges,
    OwnRequests,
    Pauses,
    PersonalLinks,
    PortalStage,
    RecordRules,
    SubmitStage,
    TakeStage,
    UploadAccessStage,
    WithdrawStage,
    { provide: CandidateLinks, useClass: StoredCandidateLinks },
    {
      provide: AdvisoryUploadLocks,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new AdvisoryUploadLocks(need(settings, 'DATABASE_URL_PORTAL')),
    },
    {
      provide: FileUploads,
      inject: [SETTINGS, AdvisoryUploadLocks],
      useFactory: (settings: Settings, locks: AdvisoryUploadLocks) =>
        openUploads(openStorage(settings.STORAGE_URL), locks),
    },
    { provide: Uploads, useExisting: FileUploads },
    {
      provide: TusEndpoint,
      inject: [SETTINGS, FileUploads],
      useFactory: (settings: Settings, uploads: FileUploads) =>
        new TusEndpoint(uploads, uploadsPath, settings.UPLOAD_LIMIT_BYTES),
    },
  ],
  exports: [CandidateLinks],
})
export class PortalModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly locks: AdvisoryUploadLocks,
  ) {}

  /** Slices of recordings are left unread for the endpoint. */
  onModuleInit(): void {
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    server.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.locks.close();
  }
}
