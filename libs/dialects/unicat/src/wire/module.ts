import type { JsonValue } from '#records';
import type { Timestamp } from './project.js';

export interface ModuleAction {
  readonly name: string;
  readonly configuration: JsonValue;
}

export interface ModuleLog {
  readonly timestamp: Timestamp;
  readonly version: string;
  readonly action: string | null;
  readonly configuration: JsonValue;
  readonly command: string | null;
  readonly started_at: Timestamp;
  readonly ended_at: Timestamp;
  /** Seconds. */
  readonly duration: number;
  readonly status: string | null;
  readonly output: JsonValue;
}

/** A program that works with the project, known by its name (contract §1.7). */
export interface Module {
  readonly name: string;
  /** The highest that was registered or logged. */
  readonly version: string;
  readonly keys: { readonly [key: string]: JsonValue };
  readonly actions: { readonly [name: string]: ModuleAction };
  /** The newest first, at most 50. */
  readonly logs: readonly ModuleLog[];
}
