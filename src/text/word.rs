//! Words of two syllables that office prose is made of: where one ends and the next begins with the same syllable, nothing is said twice.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In alphabetical order, parted by semicolons.
const ALL: &str = "an ninh; an toàn; ban hành; ban đầu; bao gồm; biên bản; biên chế; biên giới; biên soạn; biến đổi; biến động; biểu dương; \
     biểu mẫu; biểu quyết; biểu tượng; biện pháp; bài bản; bàn giao; báo chí; báo cáo; bãi bỏ; bình quân; bình đẳng; bí mật; bí thư; \
     bưu chính; bản chính; bản sao; bản tin; bản án; bản đồ; bảo hiểm; bảo mật; bảo quản; bảo trì; bảo trợ; bảo tồn; bảo vệ; \
     bảo đảm; bất cập; bất động; bố trí; bồi dưỡng; bồi thường; bổ nhiệm; bổ sung; bộ máy; bộ môn; bộ phận; can thiệp; cao đẳng; \
     cao độ; chi nhánh; chi phí; chi tiêu; chi tiết; chiến dịch; chiến lược; chiến sĩ; cho phép; cho thuê; chuyên gia; chuyên môn; \
     chuyên nghiệp; chuyên ngành; chuyên trách; chuyên viên; chuyên đề; chuyển biến; chuyển giao; chuyển nhượng; chuyển đổi; \
     chuẩn bị; chuẩn mực; chính phủ; chính quyền; chính sách; chính thức; chính trị; chính đáng; chú trọng; chú ý; chúc mừng; \
     chăm sóc; chăn nuôi; chương trình; chấm dứt; chấm điểm; chấp hành; chấp thuận; chất lượng; chất vấn; chế biến; chế tài; \
     chế tạo; chế độ; chỉ dẫn; chỉ số; chỉ thị; chỉ tiêu; chỉ đạo; chỉ định; chỉnh lý; chỉnh sửa; chịu trách; chỗ ở; chủ nhiệm; \
     chủ quan; chủ quản; chủ thể; chủ trì; chủ trương; chủ tịch; chủ yếu; chủ đầu; chủ đề; chủ động; chức danh; chức năng; \
     chức trách; chức vụ; chứng chỉ; chứng minh; chứng nhận; chứng thực; chứng từ; con người; con số; cung cấp; cung ứng; cuộc họp; \
     cá nhân; các loại; cách làm; cách mạng; cách thức; cán bộ; cán sự; câu hỏi; công an; công bằng; công bố; công chúng; công chức; \
     công chứng; công cộng; công cụ; công dân; công khai; công lập; công nghiệp; công nghệ; công nhân; công nhận; công suất; \
     công thương; công trình; công trường; công ty; công tác; công tư; công tố; công văn; công vụ; công ích; công đoàn; công đoạn; \
     cơ bản; cơ chế; cơ cấu; cơ hội; cơ quan; cơ sở; cư dân; cư trú; cạnh tranh; cải cách; cải thiện; cải tiến; cải tạo; cảnh báo; \
     cảnh quan; cấp bách; cấp cứu; cấp dưỡng; cấp phát; cấp phép; cấp thiết; cấu trúc; cập nhật; cộng hòa; cộng tác; cộng đồng; \
     củng cố; cử tri; danh dự; danh hiệu; danh mục; danh sách; danh tính; di dân; di sản; di tích; dinh dưỡng; diễn biến; diễn đàn; \
     diện tích; doanh nghiệp; doanh nhân; doanh thu; du khách; du lịch; dung lượng; dành cho; dân chủ; dân cư; dân quân; dân số; \
     dân sự; dân trí; dân tộc; dân vận; dò tìm; dùng chung; dư luận; dược phẩm; dẫn đầu; dị tật; dịch bệnh; dịch vụ; dữ liệu; \
     dự báo; dự kiến; dự phòng; dự thảo; dự toán; dự án; dựng cảnh; dựng xây; gia cầm; gia hạn; gia súc; gia tăng; gia đình; \
     giai đoạn; gian lận; giao dịch; giao lưu; giao thông; giá trị; giá đất; giám sát; giám định; giám đốc; giáo dục; giáo viên; \
     giải ngân; giải pháp; giải quyết; giải thích; giải thưởng; giải thể; giải đáp; giảm nghèo; giảm thiểu; giấy phép; giấy tờ; \
     giới hạn; giới thiệu; giữ gìn; gây hại; góp phần; góp ý; hiến pháp; hiện hành; hiện nay; hiện trường; hiện trạng; hiện tại; \
     hiện vật; hiện đại; hiệp hội; hiệu lực; hiệu quả; hiệu suất; hoàn thiện; hoàn thành; hoàn trả; hoạch định; hoạt động; huy động; \
     hàng hóa; hàng không; hành chính; hành lang; hành nghề; hành trình; hành vi; hành động; hình sự; hình thành; hình thức; \
     hình ảnh; hòa bình; hòa giải; hóa chất; hóa đơn; hương ước; hướng dẫn; hướng tới; hưởng ứng; hạ tầng; hạn chế; hạn mức; \
     hạng mục; hải quan; hải sản; hậu quả; hệ quả; hệ thống; học kỳ; học phí; học sinh; học tập; học viên; hỏi đáp; hồ sơ; hỗ trợ; \
     hội chợ; hội nghị; hội nhập; hội thi; hội thảo; hội viên; hội đồng; hợp lý; hợp lệ; hợp nhất; hợp pháp; hợp tác; hợp đồng; \
     hữu hiệu; hữu nghị; in ấn; khai báo; khai mạc; khai thác; khen thưởng; khiếu nại; khoa học; khoáng sản; khu phố; khu vực; \
     khuyến cáo; khuyến khích; khách hàng; khách quan; khó khăn; không gian; khảo sát; khẩn cấp; khắc phục; khẳng định; khởi công; \
     khởi nghiệp; kinh doanh; kinh nghiệm; kinh phí; kinh tế; kiến nghị; kiến thức; kiến trúc; kiểm kê; kiểm nghiệm; kiểm soát; \
     kiểm sát; kiểm toán; kiểm tra; kiểm điểm; kiểm định; kiện toàn; kéo dài; kéo theo; kê khai; ký kết; ký số; kế hoạch; kế thừa; \
     kế toán; kết cấu; kết hợp; kết luận; kết nối; kết quả; kỳ họp; kỷ cương; kỷ luật; kỷ niệm; kỹ năng; kỹ thuật; lao động; \
     linh hoạt; liên hệ; liên kết; liên quan; liên thông; liên tục; loại hình; loại trừ; luật sư; làm việc; lãnh đạo; lý do; \
     lý luận; lý lịch; lưu hành; lưu thông; lưu trữ; lấy ý; lập dự; lễ hội; lồng ghép; lợi nhuận; lợi ích; lực lượng; minh bạch; \
     minh chứng; mã số; mô hình; môi giới; môi trường; môn học; mạng lưới; mẫu đơn; mặt bằng; mở rộng; mục tiêu; mục đích; mức độ; \
     nghiêm túc; nghiên cứu; nghiệm thu; nghiệp vụ; nghĩa vụ; nghề nghiệp; nghị quyết; nghị định; ngoại ngữ; nguy cơ; nguyên nhân; \
     nguyên tắc; nguồn lực; nguồn vốn; ngành nghề; ngân hàng; ngân sách; ngăn chặn; người dân; nhiệm kỳ; nhiệm vụ; nhu cầu; \
     nhà nước; nhà ở; nhân dân; nhân lực; nhân quyền; nhân sự; nhân viên; nhận diện; nhận thức; nhận xét; nhập khẩu; nâng cao; \
     nông dân; nông nghiệp; nông thôn; năng lượng; năng lực; nội bộ; nội dung; nội quy; nội vụ; phong trào; pháp chế; pháp luật; \
     pháp lý; pháp nhân; phát biểu; phát hiện; phát huy; phát hành; phát sinh; phát thanh; phát triển; phát động; phân bổ; \
     phân công; phân cấp; phân loại; phân quyền; phân tích; phê bình; phê duyệt; phí thẩm; phòng chống; phòng ngừa; phương hướng; \
     phương pháp; phương thức; phương tiện; phương án; phạm vi; phản biện; phản ánh; phần mềm; phẩm chất; phối hợp; phổ biến; \
     phụ cấp; phụ lục; phụ nữ; phụ trách; phục hồi; phục vụ; quan hệ; quan trắc; quan trọng; quan tâm; quan điểm; quy chuẩn; \
     quy chế; quy hoạch; quy mô; quy phạm; quy trình; quy định; quyết liệt; quyết toán; quyết tâm; quyết định; quyền hạn; quyền lợi; \
     quá trình; quán triệt; quân sự; quản lý; quản trị; quảng bá; quảng cáo; quận huyện; quốc doanh; quốc gia; quốc hội; quốc phòng; \
     quốc tế; ra quân; rà soát; rút gọn; rút kinh; rủi ro; rừng núi; sinh hoạt; sinh học; sinh viên; so sánh; soát xét; soạn thảo; \
     suất ăn; sách báo; sáng chế; sáng kiến; sáng tạo; sáp nhập; sản lượng; sản phẩm; sản xuất; sắp xếp; số hóa; số liệu; số lượng; \
     sở hữu; sở ngành; sức khỏe; sử dụng; sự cố; sự kiện; sự nghiệp; tham gia; tham mưu; tham nhũng; tham quan; thanh lý; \
     thanh niên; thanh toán; thanh tra; thao tác; thay thế; thay đổi; theo dõi; thi công; thi hành; thi tuyển; thi đua; thiên tai; \
     thiết bị; thiết chế; thiết kế; thiết lập; thiết yếu; thiếu sót; thiểu số; thu hút; thu hồi; thu ngân; thu nhập; thu phí; \
     thu thập; thuế suất; thành công; thành lập; thành phần; thành phố; thành tích; thành tựu; thành viên; tháo gỡ; thân nhân; \
     thí điểm; thích hợp; thông báo; thông qua; thông suốt; thông tin; thông tư; thư ký; thư viện; thương binh; thương hiệu; \
     thương mại; thường kỳ; thường trực; thường vụ; thường xuyên; thẩm quyền; thẩm tra; thẩm định; thế giới; thể chế; thể hiện; \
     thể thao; thể thức; thị trường; thị trấn; thống kê; thống nhất; thời gian; thời hạn; thời kỳ; thời điểm; thủ trưởng; thủ tục; \
     thủy lợi; thủy sản; thử nghiệm; thực hiện; thực hành; thực phẩm; thực thi; thực tiễn; thực trạng; thực tế; thực vật; thực địa; \
     tin học; tinh giản; tinh gọn; tinh thần; tiêu biểu; tiêu chuẩn; tiêu chí; tiêu dùng; tiêu thụ; tiến hành; tiến sĩ; tiến độ; \
     tiếp công; tiếp cận; tiếp nhận; tiếp thu; tiếp tục; tiếp xúc; tiết kiệm; tiền lương; tiền thưởng; toàn cầu; toàn diện; \
     toàn dân; toàn quốc; toán học; trang bị; trang thiết; tranh chấp; trao đổi; triển khai; triển lãm; triển vọng; trung hạn; \
     trung tâm; trung ương; truy cập; truyền hình; truyền thông; truyền thống; trách nhiệm; tránh thai; trình bày; trình tự; \
     trình độ; trí tuệ; trưng bày; trường học; trường hợp; trưởng phòng; trật tự; trọng tâm; trọng điểm; trồng rừng; trồng trọt; \
     trợ cấp; trợ giúp; trực ban; trực thuộc; trực tiếp; trực tuyến; tu bổ; tuyên dương; tuyên truyền; tuyển chọn; tuyển dụng; \
     tuyển sinh; tuân thủ; tuần tra; tài chính; tài khoản; tài liệu; tài nguyên; tài sản; tài trợ; tác giả; tác phong; tác phẩm; \
     tác động; tâm lý; tìm hiểu; tình huống; tình hình; tích cực; tích hợp; tín dụng; tính chất; tính toán; tăng cường; tăng trưởng; \
     tư cách; tư duy; tư liệu; tư nhân; tư pháp; tư tưởng; tư vấn; tương lai; tương đương; tương ứng; tướng lĩnh; tạo lập; tạo điều; \
     tập huấn; tập hợp; tập thể; tập trung; tố cáo; tố giác; tố tụng; tổ chức; tổ trưởng; tổn thất; tổng hợp; tổng kết; tổng số; \
     tổng thể; tội phạm; từ chối; từ thiện; tự chủ; tự giác; tự nguyện; tự nhiên; tự động; tỷ giá; tỷ lệ; vai trò; vi phạm; \
     viên chức; viễn thông; việc làm; viện dẫn; viện trợ; vùng miền; văn bản; văn hoá; văn hóa; văn kiện; văn minh; văn phòng; \
     văn thư; vượt qua; vấn đề; vận chuyển; vận hành; vận tải; vận động; vật chất; vật liệu; vật tư; vệ sinh; vị thế; vị trí; \
     vốn đầu; vụ mùa; vụ việc; vụ án; xem xét; xung đột; xuyên suốt; xuất bản; xuất hiện; xuất khẩu; xuất phát; xuất sắc; xuất xứ; \
     xác lập; xác minh; xác nhận; xác thực; xác định; xâm phạm; xây dựng; xã hội; xét duyệt; xét xử; xúc tiến; xử lý; xử phạt; y tế; \
     yêu cầu; án phí; án tích; áp dụng; ý kiến; ý thức; đa dạng; điều chỉnh; điều hành; điều kiện; điều tra; điều trị; điều động; \
     điểm mới; điểm nghẽn; điện lực; điện tử; đo lường; đoàn thể; đoàn viên; đàm phán; đào tạo; đánh giá; đáp ứng; đình chỉ; đô thị; \
     đôn đốc; đúng hạn; đăng ký; đăng tải; đơn giản; đơn vị; đưa ra; đường bộ; đường dây; được giao; đại biểu; đại diện; đại học; \
     đại hội; đạo đức; đảm bảo; đảm nhiệm; đất đai; đấu giá; đấu thầu; đấu tranh; đầu kéo; đầu mối; đầu tư; đặc biệt; đặc khu; \
     đặc sản; đặc thù; đặc điểm; đề cương; đề cập; đề nghị; đề tài; đề xuất; đề án; để bảo; địa bàn; địa chính; địa chất; địa chỉ; \
     địa danh; địa phương; địa điểm; định giá; định hình; định hướng; định kỳ; định lượng; định mức; định vị; đối chiếu; đối ngoại; \
     đối thoại; đối tác; đối tượng; đồng bào; đồng bộ; đồng chí; đồng hành; đồng thuận; đồng thời; đồng ý; đổi mới; đội ngũ; \
     động cơ; động lực; động viên; động vật; ưu tiên; ưu đãi; ấn phẩm; ủng hộ; ủy ban; ủy quyền; ủy thác; ủy viên; ứng cử; ứng dụng; \
     ứng phó; ứng xử";

static WORDS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| ALL.split("; ").filter_map(|word| word.split_once(' ')).collect());

/// Whether two syllables in small letters are one word.
pub fn is_word(first: &str, second: &str) -> bool {
    WORDS.contains(&(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_their_order() {
        assert!(is_word("quy", "định") && is_word("ý", "thức") && is_word("an", "ninh"));
        assert!(!is_word("định", "quy") && !is_word("của", "của"));
    }
}
