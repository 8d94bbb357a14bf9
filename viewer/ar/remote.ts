/** An engine in a worker: one question at a time, answered in order. */

interface Waiting<Answer> {
  resolve: (answer: Answer) => void;
  reject: (reason: Error) => void;
}

/** A worker posts answers, or `{ type: 'failed', message }`, which rejects the question. */
export class Remote<Question, Answer extends { type: string }> {
  private waiting: Waiting<Answer> | null = null;
  /** Why no question can be answered any more: the worker may have failed while nobody was asking. */
  private end: Error | null = null;

  constructor(private readonly worker: Worker) {
    worker.onmessage = ({ data }: MessageEvent<Answer | { type: 'failed'; message: string }>) => {
      const waiting = this.settle();
      if (isFailure(data)) waiting?.reject(new Error(data.message));
      else waiting?.resolve(data);
    };
    worker.onerror = (event) => this.finish(event.message || 'the engine could not be loaded');
  }

  /** Rejects when the worker fails or is closed. */
  ask(question: Question, transfer: Transferable[]): Promise<Answer> {
    if (this.end) return Promise.reject(this.end);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.postMessage(question, transfer);
    });
  }

  /** Says something that is not answered. */
  tell(message: Question): void {
    this.worker.postMessage(message);
  }

  close(): void {
    this.finish('the engine was closed');
  }

  private finish(reason: string): void {
    this.worker.terminate();
    this.end = new Error(reason);
    this.settle()?.reject(this.end);
  }

  private settle(): Waiting<Answer> | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }
}

function isFailure(data: { type: string }): data is { type: 'failed'; message: string } {
  return data.type === 'failed';
}
