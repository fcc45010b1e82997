import { type DynamicModule, Module } from '@nestjs/common';
import { CredentialVerifier } from './credential-verifier.js';

export const JWT_SECRET = Symbol('JwtSecret');

@Module({})
export class AuthModule {
  /** @param jwtSecret at least 32 bytes; each dialect derives its own key from it */
  static forRoot(jwtSecret: string): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      providers: [{ provide: JWT_SECRET, useValue: jwtSecret }, CredentialVerifier],
      exports: [JWT_SECRET, CredentialVerifier],
    };
  }
}
