import type { Rule } from "./rule.ts";

/** What must hold between this person and this customer. */
export const customerRules: Rule[] = [
  {
    id: "R10",
    set: "refuse",
    about: "customer",
    cedar: "forbid (principal, action, resource) unless { context.in_scope };",
    text: { id: "Pelanggan tidak ditemukan.", en: "No such customer." },
    remedy: { id: "Periksa kembali nomor pelanggan.", en: "Check the customer number." },
  },
  {
    id: "R1",
    set: "refuse",
    about: "customer",
    cedar: `forbid (principal, action in [Action::"look", Action::"match", Action::"use"], resource)
when { context.public_figure && !context.present && !context.live_contact && (!context.has_case || context.case_self_opened) };`,
    text: {
      id: "Pelanggan ini tokoh publik, dan tidak ada tugas atau kontak yang tercatat.",
      en: "This customer is a public figure, and no task or contact is on record.",
    },
    remedy: {
      id: "Layani melalui tugas yang dibagikan, atau setelah panggilannya tercatat di sentral telepon.",
      en: "Serve through a task handed to you, or once the exchange has recorded the call.",
    },
  },
  {
    id: "R18",
    set: "refuse",
    about: "customer",
    cedar: "forbid (principal, action, resource) when { context.conflict };",
    text: {
      id: "Anda telah menyatakan konflik kepentingan dengan pelanggan ini.",
      en: "You have declared a conflict of interest with this customer.",
    },
    remedy: {
      id: "Serahkan kepada rekan; atasan Anda dapat mengalihkan tugasnya.",
      en: "Hand over to a colleague; your supervisor can reassign the task.",
    },
  },
  {
    id: "R28",
    set: "refuse",
    about: "customer",
    cedar: "forbid (principal, action, resource) when { context.staff_self || context.staff_near };",
    text: {
      id: "Ini data Anda sendiri, keluarga serumah, rekan atau atasan Anda.",
      en: "This is your own record, or that of your household, a colleague or a superior.",
    },
    remedy: {
      id: "Mintalah petugas kantor lain melayani, dengan persetujuan atasan.",
      en: "Ask a person of another office to serve, with your supervisor's approval.",
    },
  },
  {
    id: "R29",
    set: "refuse",
    about: "customer",
    cedar: 'forbid (principal, action, resource) when { context.consent == "unasked" };',
    text: {
      id: "Pelanggan belum ditanya apakah berkenan untuk keperluan ini.",
      en: "The customer has not been asked whether this purpose is welcome.",
    },
    remedy: { id: "Tanyakan saat melayani pelanggan, lalu catat jawabannya.", en: "Ask during a service contact and record the answer." },
  },
  {
    id: "R102",
    set: "refuse",
    about: "customer",
    cedar: 'forbid (principal, action, resource) when { context.consent == "no" };',
    text: {
      id: "Pelanggan tidak berkenan menerima penawaran. Mohon tidak menawarkan produk.",
      en: "The customer does not wish to receive offers. Please do not offer products.",
    },
    remedy: {
      id: "Layani keperluan pelanggan saja; pelanggan dapat mengubah pilihannya sendiri.",
      en: "Serve what the customer asks for only; the customer may change this choice.",
    },
  },
  {
    id: "R89",
    set: "refuse",
    about: "customer",
    cedar: "forbid (principal, action, resource) when { context.contact_closed };",
    text: {
      id: "Sekarang bukan waktu untuk menghubungi pelanggan ini dengan penawaran.",
      en: "This is no time to approach this customer with an offer.",
    },
    remedy: {
      id: "Tunggu waktu berikutnya menurut jam tempat tinggal pelanggan.",
      en: "Wait for the next time by the clocks of where the customer lives.",
    },
  },
  {
    id: "R40",
    set: "refuse",
    about: "customer",
    cedar: `forbid (principal, action in [Action::"look", Action::"match", Action::"use"], resource)
unless { (context.has_case && context.case_mine && context.case_fits_purpose) || (action == Action::"use" && context.present) };`,
    text: {
      id: "Tidak ada tugas terbuka milik Anda untuk pelanggan dan keperluan ini.",
      en: "You hold no open task for this customer and this purpose.",
    },
    remedy: {
      id: "Ambil tugasnya dari antrean, atau buka dengan Telepon masuk atau Pelanggan datang.",
      en: "Claim the task from the queue, or open one with Incoming call or Customer here.",
    },
  },
  {
    id: "CARD",
    set: "refuse",
    about: "customer",
    cedar: 'forbid (principal, action == Action::"look", resource) unless { context.re_holds };',
    text: {
      id: "Pembukaan ini melanjutkan kartu yang bukan milik Anda, bukan kartu pelanggan ini, atau sudah tertutup.",
      en: "This goes on from a card that is not yours, not this customer's, or has closed.",
    },
    remedy: { id: "Buka kartu pelanggan ini lagi, lalu ulangi.", en: "Open this customer's card again, then try once more." },
  },
  {
    id: "R44",
    set: "refuse",
    about: "customer",
    cedar: "forbid (principal, action, resource) when { context.needs_portfolio && !context.in_portfolio && !context.dispatched };",
    text: {
      id: "Pelanggan ini bukan pelanggan kelolaan Anda, dan tidak ada dalam daftar penugasan Anda.",
      en: "This customer is neither in your portfolio nor on a list dispatched to you.",
    },
    remedy: {
      id: "Teruskan kepada petugas pengelolanya, atau minta atasan membagikan tugasnya.",
      en: "Pass this to the portfolio holder, or ask your supervisor to dispatch the task.",
    },
  },
];
