import { ProcessRateLimitStore } from '#storage';
import { describeTokenBuckets } from './rate-limits.contract.js';

const store = new ProcessRateLimitStore();

describeTokenBuckets(() => store);
