/** A file. No link of the router's: that takes every address of ours for a page, and believes it is there. */
export function DownloadLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      download
      className="inline-flex min-h-8 items-center rounded-md border border-line bg-card px-3 py-1.5 font-medium text-ink hover:border-accent"
    >
      {children}
    </a>
  );
}
