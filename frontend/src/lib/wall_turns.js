// Which scene of the wall comes when. Pure: no clock of its own, no page.

export class Turns {
  /** @param playlists [{name, seconds, scenes: [{code, title}]}]; `name` is the one to begin with */
  constructor(playlists, name, now) {
    this.playlists = playlists;
    this.n = 0; // how many wishes of the remote were fulfilled
    this.paused = false;
    this.empty = new Set(); // "playlist/scene" with nothing to show
    this.choose(name, null, now);
  }

  /** Begin a playlist at a scene of it, the first where it has none of that name. */
  choose(name, scene, now) {
    this.list = this.playlists.find((one) => one.name === name) ?? this.playlists[0];
    this.at = Math.max(0, this.list.scenes.findIndex(({ code }) => code === scene));
    this.since = now;
  }

  get scene() {
    return this.list.scenes[this.at];
  }

  /** Go on where the time of the scene is over; whether it did. Scenes with nothing to show are left out. */
  turn(now) {
    if (this.paused || now - this.since < this.list.seconds * 1000) return false;
    const { scenes, name } = this.list;
    for (let step = 1; step <= scenes.length; step += 1) {
      const next = (this.at + step) % scenes.length;
      if (step < scenes.length && this.empty.has(`${name}/${scenes[next].code}`)) continue;
      this.at = next;
      break;
    }
    this.since = now;
    return true;
  }

  /** Do what the remote asked: {n, playlist, scene, paused}; whether it was news. */
  obey(asked, now) {
    if (!asked || asked.n <= this.n) return false;
    this.n = asked.n;
    this.paused = asked.paused;
    this.choose(asked.playlist, asked.scene, now);
    return true;
  }

  /** Note whether a scene has something to show. */
  found(name, code, isEmpty) {
    if (isEmpty) this.empty.add(`${name}/${code}`);
    else this.empty.delete(`${name}/${code}`);
  }

  /** What the wall says of itself. */
  shows() {
    return { n: this.n, playlist: this.list.name, shows: this.scene.code, paused: this.paused ? 1 : 0 };
  }
}
