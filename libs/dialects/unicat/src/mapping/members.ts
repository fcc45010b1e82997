import type { JsonValue } from '#records';

/** A JSON object while it is looked into or put together. */
export type Members = { readonly [name: string]: JsonValue };
export type OpenMembers = { [name: string]: JsonValue };

/** Not what the object inherits: a field may be called `constructor`. */
export function own<T>(members: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** Null where there is none. */
export function member(members: Members, name: string): JsonValue {
  return own(members, name) ?? null;
}

/** A field may be called `__proto__` too, and then an assignment would not make a member. */
export function put(members: OpenMembers, name: string, value: JsonValue): void {
  if (name === '__proto__') Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

export function isObject(value: JsonValue): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
