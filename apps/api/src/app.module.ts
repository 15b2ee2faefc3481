import {
  AudienceGuard,
  inputValidation,
  LOG,
  OriginGuard,
  PlatformModule,
  ProblemFilter,
  RateLimitGuard,
  RouteLaw,
  type Log,
  type Settings,
} from '@evenhand/platform';
import { Module, StandardSchemaSerializerInterceptor, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { AccommodationModule } from './accommodation/accommodation.module';
import { ComplianceModule } from './compliance/compliance.module';
import { DecideModule } from './decide/decide.module';
import { OperationsModule } from './operations/operations.module';
import { PortalModule } from './portal/portal.module';
import { ReviewModule } from './review/review.module';
import { SignInModule } from './sign-in/sign-in.module';
import { StaffModule } from './staff/staff.module';
import { databaseAway } from './wiring/database-away';
import { OutsideModule } from './wiring/outside.module';
import { WebModule } from './web/web.module';

/** One module per audience, each with the database of its own role. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forProgram('api', settings),
        OutsideModule,
        DiscoveryModule,
        SignInModule,
        StaffModule,
        PortalModule,
        ReviewModule,
        DecideModule,
        AccommodationModule,
        ComplianceModule,
        OperationsModule,
        WebModule,
      ],
      providers: [
        RouteLaw,
        { provide: APP_GUARD, useClass: OriginGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: AudienceGuard },
        { provide: APP_PIPE, useFactory: inputValidation },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
        {
          provide: APP_FILTER,
          inject: [LOG],
          useFactory: (log: Log) => new ProblemFilter(log, databaseAway),
        },
      ],
    };
  }
}
