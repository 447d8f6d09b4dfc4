//! Kaohe (考核): the annual appraisal of contract staff, from the roster workbook to grades, bonuses and papers.
