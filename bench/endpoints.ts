/** The seed endpoints, as a load generator asks for them. */
export interface Endpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Gets tokens over HTTP, so that each request of the load carries a real one. */
export async function seedEndpoints(base: string): Promise<Endpoint[]> {
  const project = 'f57c22e5-1db2-4254-8c30-1273826087df';
  const login = await fetch(`${base}/api/v1/auth/`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('list_helper:list_helper-fixture-pw').toString('base64')}` },
  });
  const { token } = (await login.json()) as { token: string };
  const auth = await fetch(`${base}/api/p/${project}/auth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ api_key: 'sample-api-key' }),
  });
  const jwt = auth.headers.get('authorization') ?? '';
  return [
    { name: 'register GET /records/{key}', method: 'GET', path: '/registers/country/records/GB', headers: {} },
    {
      name: 'pointercrate GET /records/{id}/',
      method: 'GET',
      path: '/api/v1/records/2/',
      headers: { authorization: `Bearer ${token}` },
    },
    {
      name: 'unicat POST /records/get',
      method: 'POST',
      path: `/api/p/${project}/records/get`,
      headers: { authorization: `Bearer ${jwt}`, 'content-type': 'application/json' },
      body: JSON.stringify({ record: '9b60aa8e-99c1-4e49-bea6-ecd5cceb0b6a' }),
    },
  ];
}
