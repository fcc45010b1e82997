import type { AddressInfo } from 'node:net';
import type { StoredRecord } from '#records';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Gateway } from '../create-gateway.js';
import { demoKey, demoOperator } from './load-demo.js';

/** What is printed once the gateway listens: where it is and, with the demo data, how to try it. */
export async function welcome({ app, storage }: Gateway, config: GatewayConfig): Promise<string> {
  const { address, family, port } = app.getHttpServer().address() as AddressInfo;
  const base = config.publicUrl ?? `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  const lines = ['', `Records gateway on ${base}`, `  documents  ${base}/docs`, `  health     ${base}/health/ready`, ''];
  const country = config.demoData ? await storage.spaces.find('country') : undefined;
  const kingdom = country && (await storage.store.latest(country.id).findRecord('country', { key: 'GB' }));
  if (country !== undefined && kingdom !== undefined) lines.push(...demoLines(base, country.gid, kingdom.record));
  return lines.join('\n');
}

/** The same record, the United Kingdom, through each dialect. */
function demoLines(base: string, countryGid: string, { id, ordinal }: StoredRecord): string[] {
  const json = "-H 'content-type: application/json'";
  return [
    'Demo credentials',
    `  operators    ${demoOperator.name} / ${demoOperator.password}   (Basic)`,
    `  API key      ${demoKey}   (registers: Bearer; Unicat: api_key)`,
    '  pointercrate list_helper / list_helper-fixture-pw   (Basic, for a token)',
    '  unicat       ines / sample-password',
    '',
    'One record, three dialects',
    `  curl ${base}/registers/country/records/GB`,
    `  T=$(curl -sX POST -u list_helper:list_helper-fixture-pw ${base}/api/v1/auth/ | sed 's/.*"token":"\\([^"]*\\).*/\\1/'); curl -H "Authorization: Bearer $T" ${base}/spaces/country/api/v1/records/${ordinal}/`,
    `  J=$(curl -sD- -o /dev/null ${json} -d '{"api_key":"${demoKey}"}' ${base}/api/p/${countryGid}/auth | sed -n 's/^[Aa]uthorization: //p' | tr -d '\\r'); curl ${json} -H "Authorization: Bearer $J" -d '{"record":"${id}"}' ${base}/api/p/${countryGid}/records/get`,
    '',
    '',
  ];
}
