// biome-ignore lint/suspicious/noExplicitAny: answers are looked into at many depths, and a wrong guess fails the test
export type Json = { [name: string]: any };

export interface Envelope {
  success: boolean;
  result: Json;
  data: Json;
}
