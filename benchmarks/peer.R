# The R side of `peer.py`: one session that renders one report after another, and tells the seconds of each.
# Rscript peer.R ggplot2|base FOLDER…: each folder holds report.Rmd and a CSV file for each table and chart.
asked <- commandArgs(trailingOnly = TRUE)
drawn_by <- asked[1]
suppressPackageStartupMessages({
  library(knitr)
  library(rmarkdown)
  if (drawn_by == "ggplot2") library(ggplot2)
})
device <- if (requireNamespace("svglite", quietly = TRUE)) "svglite" else "svg"

read_table <- function(name) {
  read.csv(paste0(name, ".csv"), check.names = FALSE, encoding = "UTF-8", na.strings = c("", "…", "–"))
}

show_table <- function(name, title) {
  options(knitr.kable.NA = "")
  kable(read_table(name), caption = title, format = "html")
}

# The first column of numbers is drawn; the first column of all names the rows.
show_chart <- function(name, title) {
  read <- read_table(name)
  numbers <- names(read)[vapply(read, is.numeric, logical(1))]
  values <- if (length(numbers)) read[[numbers[1]]] else rep(0, nrow(read))
  values[is.na(values)] <- 0
  of_rows <- data.frame(label = factor(read[[1]], levels = rev(unique(read[[1]]))), value = values)
  if (drawn_by == "base") {
    par(mar = c(4, 12, 2, 1))
    at <- barplot(rev(of_rows$value), names.arg = rev(as.character(of_rows$label)), horiz = TRUE, las = 1, main = title)
    text(rev(of_rows$value), at, labels = format(rev(of_rows$value), digits = 3), pos = 2)
  } else {
    print(ggplot(of_rows, aes(x = value, y = label)) + geom_col(fill = "#1f4e79") +
      geom_text(aes(label = format(value, digits = 3)), hjust = -0.1) + labs(title = title, x = NULL, y = NULL) +
      theme_minimal())
  }
}

seconds <- c()
for (folder in asked[-1]) {
  began <- proc.time()[["elapsed"]]
  page <- html_document(dev = device)
  render(file.path(folder, "report.Rmd"), page, quiet = TRUE, envir = new.env(parent = globalenv()))
  seconds <- c(seconds, proc.time()[["elapsed"]] - began)
}
cat(paste0("[", paste(sprintf("%.3f", seconds), collapse = ", "), "]\n"))
