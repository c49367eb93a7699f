/** How records mark a customer who is widely known (R1). */
export const PUBLIC_FIGURE_MARK = "public_figure";
