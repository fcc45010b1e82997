import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '#auth';
import { PointercrateModule } from '#dialects/pointercrate';
import { RegisterModule } from '#dialects/register';
import { UnicatModule } from '#dialects/unicat';
import type { GatewayConfig } from './config/gateway-config.js';
import { HealthModule } from './health/health.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import type { RequestMetrics } from './metrics/request-metrics.js';
import { OpsModule } from './ops/ops.module.js';
import { type Platform, PlatformModule } from './platform.module.js';

/** The composition root: every library, with its options. */
@Module({})
export class GatewayModule {
  static forRoot(config: GatewayConfig, platform: Platform, secret: string, metrics: RequestMetrics): DynamicModule {
    const registers = RegisterModule.forRoot({
      defaultRegister: config.defaultRegister,
      domain: config.registerDomain,
      licence: config.registerLicence,
      copyright: config.registerCopyright,
      allowDelete: config.registerAllowDelete,
      trustProxy: config.trustProxy,
    });
    return {
      module: GatewayModule,
      imports: [
        PlatformModule.forRoot(platform),
        AuthModule.forRoot(secret),
        PointercrateModule.forRoot({
          space: config.pointercrateSpace,
          anonymousReads: config.anonymousReads,
          trustProxy: config.trustProxy,
          listSize: config.listSize,
          extendedListSize: config.extendedListSize,
          limits: config.rateLimits === 'false' ? undefined : config.pointercrateLimits,
        }),
        UnicatModule.forRoot({ tokenTtlS: config.unicatTokenTtlS, readOnly: config.readOnly }),
        registers,
        OpsModule.forRoot({ pointercrateSpace: config.pointercrateSpace, registers }),
        HealthModule,
        MetricsModule.forRoot(metrics),
      ],
    };
  }
}
