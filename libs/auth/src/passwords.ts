import { type Algorithm, hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2';
import { verify as bcryptVerify } from '@node-rs/bcrypt';

/** `Algorithm.Argon2id`, which as an ambient const enum has no value at run time. */
const argon2id = 2 as Algorithm;

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const parameterText = 'm=19456,t=2,p=1';

/** An argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return argon2Hash(password, parameters);
}

/** Whether a password matches a hash: argon2 in PHC form, or bcrypt as accounts from elsewhere bring it. */
export function verifyPassword(hash: string, password: string): Promise<boolean> {
  return hash.startsWith('$argon2') ? argon2Verify(hash, password) : bcryptVerify(password, hash);
}

/** Whether a hash that just verified should be replaced by one of today's parameters. */
export function needsRehash(hash: string): boolean {
  return !hash.startsWith('$argon2id$') || !hash.includes(parameterText);
}
