/** Which video of which target plays, and where each was left. */
import type { Target, Video } from '../../shared/api';

/** So many places are remembered; the oldest go first. */
const MOST_PLACES = 64;

export class Playlist {
  private target: Target | null = null;
  /** Seconds by target and video, the number of the video by target, and the targets that were played through. */
  private readonly places = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private readonly through = new Set<string>();

  /** Goes to another target, at the video where it was left. */
  load(target: Target): void {
    this.target = target;
  }

  get current(): Video | undefined {
    return this.target?.videos[this.index];
  }

  get index(): number {
    return this.numbers.get(this.id) ?? 0;
  }

  get count(): number {
    return this.target?.videos.length ?? 0;
  }

  get isLast(): boolean {
    return this.index >= this.count - 1;
  }

  /** Whether the target's last video has come to its end in this visit. */
  get finished(): boolean {
    return this.through.has(this.id);
  }

  finish(): void {
    this.through.add(this.id);
  }

  /** The next video from its start; the first follows the last. */
  next(): void {
    this.numbers.set(this.id, this.count > 0 ? (this.index + 1) % this.count : 0);
    this.places.delete(this.key);
  }

  /** Remembers where the video was left, in seconds. */
  keep(seconds: number): void {
    this.places.delete(this.key);
    this.places.set(this.key, seconds);
    for (const oldest of this.places.keys()) {
      if (this.places.size <= MOST_PLACES) break;
      this.places.delete(oldest);
    }
  }

  /** Seconds: where the video goes on, or begins. */
  get place(): number {
    return this.places.get(this.key) ?? this.start;
  }

  /** Seconds: where the video begins, also when it is played again. */
  get start(): number {
    return this.current?.fit?.start ?? 0;
  }

  private get id(): string {
    return this.target?.marker.id ?? '';
  }

  private get key(): string {
    return `${this.id} ${this.current?.id ?? ''}`;
  }
}
