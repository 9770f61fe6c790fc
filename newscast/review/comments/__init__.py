"""What people remark."""
