import { type DynamicModule, Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { RequestMetrics } from './request-metrics.js';

@Module({ controllers: [MetricsController] })
export class MetricsModule {
  static forRoot(metrics: RequestMetrics): DynamicModule {
    return { module: MetricsModule, providers: [{ provide: RequestMetrics, useValue: metrics }] };
  }
}
