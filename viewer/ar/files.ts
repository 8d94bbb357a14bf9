/** Downloads an engine's files side by side. */
import type { EngineFiles } from '../shared/api';

/** The addresses of a link's files for one engine. */
export function addressesOf({ baseUrl, files }: EngineFiles): string[] {
  return files.map((ending) => baseUrl + ending);
}

/** Bytes by address. `onProgress` gets the share of the known total, 0..1. Throws when a file does not come. */
export async function fetchFiles(
  urls: string[],
  signal: AbortSignal | undefined,
  onProgress: (share: number) => void,
): Promise<ArrayBuffer[]> {
  const responses = await Promise.all(urls.map((url) => request(url, signal)));
  const total = responses.reduce((sum, response) => sum + Number(response.headers.get('content-length') ?? 0), 0);
  let done = 0;
  const report = (bytes: number): void => {
    done += bytes;
    // A compressed answer has more bytes than its content-length says.
    if (total > 0) onProgress(Math.min(1, done / total));
  };
  return Promise.all(responses.map((response) => read(response, report)));
}

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

async function read(response: Response, report: (bytes: number) => void): Promise<ArrayBuffer> {
  if (!response.body) return response.arrayBuffer();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    report(part.value.length);
  }
  return new Blob(chunks).arrayBuffer();
}
