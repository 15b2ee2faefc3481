
GRANT SELECT, INSERT, DELETE ON review.open_seat TO evenhand_review;
