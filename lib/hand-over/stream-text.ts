/** So much is sent at a time: a chunk per line would be slow. */
const CHUNK_LENGTH = 64 * 1024;

/** What a generator of text yields, as the body of an answer; it is read no faster than it is sent. */
export function streamText(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let text = "";
      while (text.length < CHUNK_LENGTH) {
        const { done, value } = await lines.next();
        if (done) {
          controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
